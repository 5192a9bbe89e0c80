// The chosen profile, drawn to the pixel width it has, and a cursor for mouse, finger and keyboard. Stretches of it are
// marked: each has the id of the hill it stands for, a label, a title, start_m and length_m, and perhaps a className.
const MARGIN = { top: 20, right: 22, bottom: 20, left: 44 };
const LEAST_RANGE_M = 30; // Less would make hills of a level path.
const HEADROOM = 0.12;
const LABEL_PX = 22;
const CURSOR_STEPS = 100; // An arrow key moves by a hundredth of the profile, with shift or by page by a tenth.

function chartScales(profile, width, height) {
  const known = profile.elevation_m.filter((elevation) => elevation !== null);
  const [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 0];
  const range = Math.max(high - low, LEAST_RANGE_M) * (1 + HEADROOM);
  const bottom = (low + high) / 2 - range / 2;
  const length = Math.max(profile.distance_m.at(-1), 1);
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
function unbrokenSamples(profile, first = 0, last = profile.distance_m.length - 1) {
  const starts = new Set(profile.leg_starts);
  const runs = [];
  for (let i = first; i <= last; i++) {
    if (profile.elevation_m[i] === null) continue;
    if (i === first || profile.elevation_m[i - 1] === null || starts.has(i)) runs.push([]);
    runs.at(-1).push(i);
  }
  return runs;
}

function curve(profile, scales, samples) {
  return samples.map((i) => `${scales.x(profile.distance_m[i]).toFixed(1)},${scales.y(profile.elevation_m[i]).toFixed(1)}`);
}

function area(profile, scales, samples, className) {
  const [left, right] = [samples[0], samples.at(-1)].map((i) => scales.x(profile.distance_m[i]).toFixed(1));
  const points = `${left},${scales.base} ${curve(profile, scales, samples).join(" ")} ${right},${scales.base}`;
  return svg("polygon", { class: className, points });
}

function gradientCurves(profile, scales) {
  const paths = TEXT.gradeClasses.map(() => "");
  for (const samples of unbrokenSamples(profile)) {
    const points = curve(profile, scales, samples);
    for (let k = 0; k + 1 < samples.length; k++) paths[profile.grade_class[samples[k]]] += `M${points[k]}L${points[k + 1]}`;
  }
  return paths.map((d, i) => svg("path", { class: `curve grade-${i}`, d })).filter((_, i) => paths[i]);
}

function samplesOf(profile, mark) {
  const slack = 2.5; // Half a sample of the profile.
  const inside = (metres) => metres >= mark.start_m - slack && metres <= mark.start_m + mark.length_m + slack;
  return profile.distance_m.map((metres, i) => (inside(metres) ? i : -1)).filter((i) => i >= 0);
}

function chartMark(profile, scales, mark) {
  const samples = samplesOf(profile, mark);
  const areas = samples.length
    ? unbrokenSamples(profile, samples[0], samples.at(-1))
        .filter((run) => run.length > 1)
        .map((run) => area(profile, scales, run, "hill-area"))
    : [];
  const [left, right] = [mark.start_m, mark.start_m + mark.length_m].map(scales.x);
  const band = svg("rect", { class: "hill-band", x: left, y: MARGIN.top, width: right - left, height: scales.base - MARGIN.top });
  const names = ["chart-hill", mark.id === chosen.hill ? "is-chosen" : "", mark.className ?? ""];
  return svg("g", { class: names.join(" ").trim(), "data-hill": mark.id }, svg("title", {}, mark.title), band, ...areas);
}

// Labels that would cover each other are left out; that of the chosen hill stays.
function markLabels(scales, marks) {
  let free = -Infinity;
  const middle = (mark) => scales.x(mark.start_m + mark.length_m / 2);
  const first = marks.filter((mark) => mark.id === chosen.hill);
  const taken = first.map(middle);
  return [...first, ...marks.filter((mark) => mark.id !== chosen.hill)].flatMap((mark) => {
    const x = middle(mark);
    const isFirst = mark.id === chosen.hill;
    if (!isFirst && (x < free || taken.some((other) => Math.abs(x - other) < LABEL_PX))) return [];
    if (!isFirst) free = x + LABEL_PX;
    return [svg("text", { class: isFirst ? "hill-label is-chosen" : "hill-label", x, y: MARGIN.top - 7 }, mark.label)];
  });
}

// A short profile is read in the short unit from end to end.
function isShort(length) {
  return length < SHORT_BELOW_M;
}

function axes(scales, width) {
  const parts = [];
  const up = SHORT_UNIT_M * roundUp(scales.range / SHORT_UNIT_M / 4);
  for (let metres = Math.ceil(scales.bottom / up) * up; metres < scales.bottom + scales.range; metres += up) {
    const y = scales.y(metres);
    parts.push(svg("line", { class: "tick", x1: MARGIN.left, x2: scales.right, y1: y, y2: y }));
    parts.push(svg("text", { class: "y-label", x: MARGIN.left - 6, y: y + 4 }, formatHeight(metres)));
  }
  const [unit, name] = isShort(scales.length) ? [SHORT_UNIT_M, SHORT_UNIT] : [LONG_UNIT_M, LONG_UNIT];
  const along = unit * roundUp(scales.length / unit / Math.max(2, width / 90));
  for (let metres = 0; metres <= scales.length * (1 + 1e-9); metres += along) {
    const label = `${Number((metres / unit).toFixed(2))} ${name}`;
    parts.push(svg("text", { class: "x-label", x: scales.x(metres), y: scales.base + 15 }, label));
  }
  return parts;
}

function nearestSample(profile, metres) {
  let [low, high] = [0, profile.distance_m.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (profile.distance_m[middle] < metres) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return metres - profile.distance_m[before] < profile.distance_m[low] - metres ? before : low;
}

class Chart {
  // `marks` gives what is marked now; `name` gives the words for a hill.
  constructor(frame, { marks, name }) {
    Object.assign(this, { frame, marks, name });
    new ResizeObserver(() => this.draw()).observe(frame);
    watch("hill", () => this.draw());
    watch("profile", () => this.draw());
    watch("sample", () => this.drawCursor());
    frame.addEventListener("pointermove", (event) => this.point(event));
    frame.addEventListener("pointerdown", (event) => this.point(event));
    frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && choose("sample", null, "chart"));
    frame.addEventListener("click", (event) => this.scales && this.chooseHill(this.metresAt(event)));
    frame.addEventListener("keydown", (event) => this.scales && this.key(event));
    frame.setAttribute("aria-valuemin", "0");
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const { profile } = chosen;
    const isRoomy = width > MARGIN.left + MARGIN.right && height > MARGIN.top + MARGIN.bottom;
    this.scales = isRoomy && profile ? chartScales(profile, width, height) : null;
    this.frame.replaceChildren(...(this.scales ? [this.picture(profile, width, height)] : []));
    this.frame.setAttribute("aria-valuemax", String(Math.round(profile?.distance_m.at(-1) ?? 0)));
    this.drawCursor();
  }

  picture(profile, width, height) {
    const marks = this.marks();
    this.cursor = svg("g", { class: "cursor", visibility: "hidden" }, svg("line"), svg("circle", { r: 5 }));
    return svg(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      ...axes(this.scales, width),
      ...unbrokenSamples(profile).map((samples) => area(profile, this.scales, samples, "ground")),
      ...marks.map((mark) => chartMark(profile, this.scales, mark)),
      ...gradientCurves(profile, this.scales),
      ...markLabels(this.scales, marks),
      this.cursor,
    );
  }

  readout(sample) {
    const { profile } = chosen;
    if (sample === null || !profile) {
      const hill = hillById(chosen.hill);
      return hill ? `${this.name(hill)}: ${hillSummary(hill)}` : TEXT.chartHint;
    }
    const [metres, elevation, grade] = [profile.distance_m[sample], profile.elevation_m[sample], profile.grade[sample]];
    const height = elevation === null ? [TEXT.noElevation] : [formatHeight(elevation), formatGrade(grade)];
    const place = isShort(profile.distance_m.at(-1)) ? formatDistance(metres) : formatPlace(metres);
    return [place, ...height, ...this.marksAt(metres).map((mark) => mark.label)].join(" · ");
  }

  drawCursor() {
    const { profile, sample } = chosen;
    const words = this.readout(sample);
    byId("readout").textContent = words;
    this.frame.setAttribute("aria-valuenow", String(Math.round(profile?.distance_m[sample ?? 0] ?? 0)));
    this.frame.setAttribute("aria-valuetext", sample === null ? this.readout(0) : words);
    if (!this.scales) return;
    this.cursor.setAttribute("visibility", sample === null ? "hidden" : "visible");
    if (sample === null) return;
    const x = this.scales.x(profile.distance_m[sample]);
    const elevation = profile.elevation_m[sample];
    const [line, dot] = this.cursor.children;
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: MARGIN.top, y2: this.scales.base })) line.setAttribute(name, value);
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", elevation === null ? this.scales.base : this.scales.y(elevation));
  }

  metresAt(event) {
    return this.scales.metres(event.clientX - this.frame.getBoundingClientRect().left);
  }

  marksAt(metres) {
    return this.marks().filter((mark) => metres >= mark.start_m && metres <= mark.start_m + mark.length_m);
  }

  point(event) {
    if (this.scales) choose("sample", nearestSample(chosen.profile, this.metresAt(event)), "chart");
  }

  chooseHill(metres) {
    const [mark] = this.marksAt(metres);
    if (mark) choose("hill", mark.id, "chart");
  }

  key(event) {
    const here = chosen.sample === null ? 0 : chosen.profile.distance_m[chosen.sample];
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
    if (event.key in targets) choose("sample", nearestSample(chosen.profile, targets[event.key]), "chart");
    else if (event.key === "Enter") this.chooseHill(here);
    else if (event.key === "Escape") choose("sample", null, "chart");
    else return;
    event.preventDefault();
  }
}
