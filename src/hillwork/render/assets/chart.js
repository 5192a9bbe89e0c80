// The elevation profile, drawn to the pixel width it has, and a cursor for mouse, finger and keyboard.
const MARGIN = { top: 20, right: 22, bottom: 20, left: 44 };
const LEAST_RANGE_M = 30; // Less would make hills of a level path.
const HEADROOM = 0.12;
const LABEL_PX = 22;
const CURSOR_STEPS = 100; // An arrow key moves by a hundredth of the track, with shift or by page by a tenth.

const CHART = DATA.chart;
const KNOWN = CHART.elevation_m.filter((elevation) => elevation !== null);

function chartScales(width, height) {
  const [low, high] = KNOWN.length ? [Math.min(...KNOWN), Math.max(...KNOWN)] : [0, 0];
  const range = Math.max(high - low, LEAST_RANGE_M) * (1 + HEADROOM);
  const bottom = (low + high) / 2 - range / 2;
  const length = Math.max(CHART.distance_m.at(-1), 1);
  const [inner, tall] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
  return {
    length,
    bottom,
    range,
    base: height - MARGIN.bottom,
    right: width - MARGIN.right,
    x: (metres) => MARGIN.left + (inner * metres) / length,
    y: (metres) => MARGIN.top + tall * (1 - (metres - bottom) / range),
    metres: (x) => Math.min(length, Math.max(0, ((x - MARGIN.left) / inner) * length)),
  };
}

// Neighbouring samples with a known elevation, never across two legs.
function unbrokenSamples(first = 0, last = CHART.distance_m.length - 1) {
  const starts = new Set(CHART.leg_starts);
  const runs = [];
  for (let i = first; i <= last; i++) {
    if (CHART.elevation_m[i] === null) continue;
    if (i === first || CHART.elevation_m[i - 1] === null || starts.has(i)) runs.push([]);
    runs.at(-1).push(i);
  }
  return runs;
}

function curve(scales, samples) {
  return samples.map((i) => `${scales.x(CHART.distance_m[i]).toFixed(1)},${scales.y(CHART.elevation_m[i]).toFixed(1)}`);
}

function area(scales, samples, className) {
  const [left, right] = [samples[0], samples.at(-1)].map((i) => scales.x(CHART.distance_m[i]).toFixed(1));
  return svg("polygon", { class: className, points: `${left},${scales.base} ${curve(scales, samples).join(" ")} ${right},${scales.base}` });
}

function gradientCurves(scales) {
  const paths = TEXT.gradeClasses.map(() => "");
  for (const samples of unbrokenSamples()) {
    const points = curve(scales, samples);
    for (let k = 0; k + 1 < samples.length; k++) paths[CHART.grade_class[samples[k]]] += `M${points[k]}L${points[k + 1]}`;
  }
  return paths.map((d, i) => svg("path", { class: `curve grade-${i}`, d })).filter((_, i) => paths[i]);
}

function samplesOf(hill) {
  const slack = 2.5; // Half a sample of the profile.
  const inside = (metres) => metres >= hill.start_m - slack && metres <= hill.start_m + hill.length_m + slack;
  return CHART.distance_m.map((metres, i) => (inside(metres) ? i : -1)).filter((i) => i >= 0);
}

function chartHill(scales, hill) {
  const samples = samplesOf(hill);
  const areas = samples.length
    ? unbrokenSamples(samples[0], samples.at(-1)).filter((run) => run.length > 1).map((run) => area(scales, run, "hill-area"))
    : [];
  const [left, right] = [hill.start_m, hill.start_m + hill.length_m].map(scales.x);
  const band = svg("rect", { class: "hill-band", x: left, y: MARGIN.top, width: right - left, height: scales.base - MARGIN.top });
  return svg("g", { class: "chart-hill", "data-hill": hill.id }, svg("title", {}, TEXT.hillOnChart(hill.id)), band, ...areas);
}

// Labels that would cover each other are left out; the chosen hill keeps its own.
function hillLabels(scales) {
  let free = -Infinity;
  const first = ALL_HILLS.filter((hill) => hill.id === chosen.hill);
  const taken = first.map((hill) => scales.x(hill.start_m + hill.length_m / 2));
  return [...first, ...DATA.hills.filter((hill) => hill.id !== chosen.hill)].flatMap((hill) => {
    const x = scales.x(hill.start_m + hill.length_m / 2);
    const isFirst = hill.id === chosen.hill;
    if (!isFirst && (x < free || taken.some((other) => Math.abs(x - other) < LABEL_PX))) return [];
    if (!isFirst) free = x + LABEL_PX;
    return [svg("text", { class: isFirst ? "hill-label is-chosen" : "hill-label", x, y: MARGIN.top - 7 }, hill.id)];
  });
}

function axes(scales, width) {
  const parts = [];
  const up = SHORT_UNIT_M * roundUp(scales.range / SHORT_UNIT_M / 4);
  for (let metres = Math.ceil(scales.bottom / up) * up; metres < scales.bottom + scales.range; metres += up) {
    const y = scales.y(metres);
    parts.push(svg("line", { class: "tick", x1: MARGIN.left, x2: scales.right, y1: y, y2: y }));
    parts.push(svg("text", { class: "y-label", x: MARGIN.left - 6, y: y + 4 }, formatHeight(metres)));
  }
  const along = LONG_UNIT_M * roundUp(scales.length / LONG_UNIT_M / Math.max(2, width / 90));
  for (let metres = 0; metres <= scales.length; metres += along) {
    const label = `${Number((metres / LONG_UNIT_M).toFixed(2))} ${LONG_UNIT}`;
    parts.push(svg("text", { class: "x-label", x: scales.x(metres), y: scales.base + 15 }, label));
  }
  return parts;
}

function nearestSample(metres) {
  let [low, high] = [0, CHART.distance_m.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (CHART.distance_m[middle] < metres) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return metres - CHART.distance_m[before] < CHART.distance_m[low] - metres ? before : low;
}

function hillsAt(metres) {
  return DATA.hills.filter((hill) => metres >= hill.start_m && metres <= hill.start_m + hill.length_m);
}

function readout(sample) {
  if (sample === null) {
    const hill = hillById(chosen.hill);
    return hill ? `${hill.id}: ${hillSummary(hill)}` : TEXT.chartHint;
  }
  const [metres, elevation, grade] = [CHART.distance_m[sample], CHART.elevation_m[sample], CHART.grade[sample]];
  const ids = hillsAt(metres).map((hill) => hill.id);
  const height = elevation === null ? [TEXT.noElevation] : [formatHeight(elevation), formatGrade(grade)];
  return [formatPlace(metres), ...height, ...ids].join(" · ");
}

class Chart {
  constructor(frame) {
    this.frame = frame;
    new ResizeObserver(() => this.draw()).observe(frame);
    watch("hill", () => this.draw());
    watch("sample", () => this.drawCursor());
    frame.addEventListener("pointermove", (event) => this.point(event));
    frame.addEventListener("pointerdown", (event) => this.point(event));
    frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && choose("sample", null, "chart"));
    frame.addEventListener("click", (event) => this.chooseHill(this.metresAt(event)));
    frame.addEventListener("keydown", (event) => this.key(event));
    frame.setAttribute("aria-valuemin", "0");
    frame.setAttribute("aria-valuemax", String(Math.round(DATA.track.length_m)));
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (!width || !height) return;
    this.scales = chartScales(width, height);
    this.cursor = svg("g", { class: "cursor", visibility: "hidden" }, svg("line"), svg("circle", { r: 5 }));
    const picture = svg(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      ...axes(this.scales, width),
      ...unbrokenSamples().map((samples) => area(this.scales, samples, "ground")),
      ...ALL_HILLS.filter((hill) => DATA.hills.includes(hill) || hill.id === chosen.hill).map((hill) => chartHill(this.scales, hill)),
      ...gradientCurves(this.scales),
      ...hillLabels(this.scales),
      this.cursor,
    );
    for (const hill of picture.querySelectorAll(".chart-hill")) hill.classList.toggle("is-chosen", hill.dataset.hill === chosen.hill);
    this.frame.replaceChildren(picture);
    this.drawCursor();
  }

  drawCursor() {
    const sample = chosen.sample;
    const words = readout(sample);
    byId("readout").textContent = words;
    this.frame.setAttribute("aria-valuenow", String(Math.round(CHART.distance_m[sample ?? 0])));
    this.frame.setAttribute("aria-valuetext", sample === null ? readout(0) : words);
    this.cursor.setAttribute("visibility", sample === null ? "hidden" : "visible");
    if (sample === null) return;
    const x = this.scales.x(CHART.distance_m[sample]);
    const elevation = CHART.elevation_m[sample];
    const [line, dot] = this.cursor.children;
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: MARGIN.top, y2: this.scales.base })) line.setAttribute(name, value);
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", elevation === null ? this.scales.base : this.scales.y(elevation));
  }

  metresAt(event) {
    return this.scales.metres(event.clientX - this.frame.getBoundingClientRect().left);
  }

  point(event) {
    choose("sample", nearestSample(this.metresAt(event)), "chart");
  }

  chooseHill(metres) {
    const [hill] = hillsAt(metres);
    if (hill) choose("hill", hill.id, "chart");
  }

  key(event) {
    const here = chosen.sample === null ? 0 : CHART.distance_m[chosen.sample];
    const small = this.scales.length / CURSOR_STEPS;
    const step = event.shiftKey ? 10 * small : small;
    const targets = {
      ArrowRight: here + step,
      ArrowUp: here + step,
      ArrowLeft: here - step,
      ArrowDown: here - step,
      PageUp: here + 10 * small,
      PageDown: here - 10 * small,
      Home: 0,
      End: this.scales.length,
    };
    if (event.key in targets) choose("sample", nearestSample(targets[event.key]), "chart");
    else if (event.key === "Enter") this.chooseHill(here);
    else if (event.key === "Escape") choose("sample", null, "chart");
    else return;
    event.preventDefault();
  }
}
