// The drawn parts of a profile: ground, coloured curve, pieces of a hill with their gradients, error band, marked stretches, axes.
const MARGIN = { top: 20, right: 22, bottom: 20, left: 44 };
const LEAST_RANGE_M = 30; // Less would make hills of a level path.
const LEAST_HILL_RANGE_M = 8; // A hill is seen to be one.
const HEADROOM = 0.12;
const STRIP_PX = 14;
const LABEL_PX = 22;
const FAR_APART_M = 50; // Gradients are told over 50 m.
const PIECE_LABEL_PX = 20;
const PIECE_UNIT_PX = 34; // With less room the unit is left out.
const WHOLE_SHARE = 0.97; // A stretch as long as its hill is not marked by colour.
const MOST_MARKED = 150; // More stretches are drawn in one piece: nobody can point at one of them.

function chartScales(profile, width, height) {
  const known = profile.elevation_m.filter((elevation) => elevation !== null);
  const bands = profile.pieces.flatMap(({ high, sd }) => (high === null ? [] : [high - sd[1], high + sd[1]].map((rise) => profile.foot_elevation_m + rise)));
  const all = [...known, ...bands];
  const [low, high] = all.length ? [Math.min(...all), Math.max(...all)] : [0, 0];
  const least = profile.hill === null ? LEAST_RANGE_M : LEAST_HILL_RANGE_M;
  const range = Math.max(high - low, least) * (1 + HEADROOM);
  const bottom = (low + high) / 2 - range / 2;
  const length = Math.max(profile.distance_m.at(-1), 1);
  // The numbers of the pieces have a strip of their own, below the lowest place.
  const strip = profile.hill === null ? 0 : STRIP_PX;
  const [inner, tall] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom - strip];
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

function point(scales, metres, elevation) {
  return `${scales.x(metres).toFixed(1)},${scales.y(elevation).toFixed(1)}`;
}

function curve(profile, scales, samples) {
  return samples.map((i) => point(scales, profile.distance_m[i], profile.elevation_m[i]));
}

function areaPoints(profile, scales, samples) {
  const [left, right] = [samples[0], samples.at(-1)].map((i) => scales.x(profile.distance_m[i]).toFixed(1));
  return `${left},${scales.base} ${curve(profile, scales, samples).join(" ")} ${right},${scales.base}`;
}

function area(profile, scales, samples, className) {
  return svg("polygon", { class: className, points: areaPoints(profile, scales, samples) });
}

// Samples of a long way are far apart: the gradient around one says little about the way to the next.
function classBetween(profile, from, to) {
  const length = profile.distance_m[to] - profile.distance_m[from];
  if (length <= FAR_APART_M) return profile.grade_class[from];
  return gradeClass((profile.elevation_m[to] - profile.elevation_m[from]) / length);
}

function gradientCurves(profile, scales) {
  const paths = TEXT.gradeClasses.map(() => "");
  for (const samples of unbrokenSamples(profile)) {
    const points = curve(profile, scales, samples);
    for (let k = 0; k + 1 < samples.length; k++) paths[classBetween(profile, samples[k], samples[k + 1])] += `M${points[k]}L${points[k + 1]}`;
  }
  return paths.map((d, i) => svg("path", { class: `curve grade-${i}`, d })).filter((_, i) => paths[i]);
}

// A column under each piece of a hill, and its gradient where there is room for the number.
function pieceColumns(profile, scales) {
  const known = profile.pieces.filter(({ grade }) => grade !== null);
  const columns = known.map(({ start_m, end_m, low, high, grade_class }) => {
    const [left, right] = [start_m, end_m].map((metres) => scales.x(metres).toFixed(1));
    const [from, to] = [[start_m, low], [end_m, high]].map(([metres, rise]) => point(scales, metres, profile.foot_elevation_m + rise));
    return svg("polygon", { class: `piece grade-${grade_class}`, points: `${left},${scales.base} ${from} ${to} ${right},${scales.base}` });
  });
  const room = known.length ? scales.x(known[0].end_m) - scales.x(known[0].start_m) : 0;
  if (room < PIECE_LABEL_PX) return columns;
  const labels = known.map(({ start_m, end_m, grade }) => {
    const words = `${(100 * grade).toFixed(0)}${room < PIECE_UNIT_PX ? "" : " %"}`.replace("-", "−");
    return svg("text", { class: "piece-label", x: scales.x((start_m + end_m) / 2), y: scales.base - 6 }, words);
  });
  return [...columns, ...labels];
}

// How far the heights above the foot are known: one standard deviation up and down.
function errorBand(profile, scales) {
  const known = profile.pieces.filter(({ low, high }) => low !== null && high !== null);
  if (!known.length) return [];
  const at = (side) => (metres, rise, sd) => point(scales, metres, profile.foot_elevation_m + rise + side * sd);
  const edge = (side) => [
    at(side)(known[0].start_m, known[0].low, known[0].sd[0]),
    ...known.map(({ end_m, high, sd }) => at(side)(end_m, high, sd[1])),
  ];
  const [upper, lower] = [edge(1), edge(-1)];
  return [
    svg("polygon", { class: "error-band", points: [...upper, ...lower.reverse()].join(" ") }, svg("title", {}, TEXT.errorBand)),
    svg("polyline", { class: "error-edge", points: upper.join(" ") }),
    svg("polyline", { class: "error-edge", points: lower.join(" ") }),
  ];
}

function samplesOf(profile, mark) {
  const slack = 2.5; // Half a sample of the profile.
  const inside = (metres) => metres >= mark.start_m - slack && metres <= mark.start_m + mark.length_m + slack;
  return profile.distance_m.map((metres, i) => (inside(metres) ? i : -1)).filter((i) => i >= 0);
}

function markRuns(profile, mark) {
  const samples = samplesOf(profile, mark);
  return samples.length ? unbrokenSamples(profile, samples[0], samples.at(-1)).filter((run) => run.length > 1) : [];
}

function chartMark(profile, scales, mark) {
  const [left, right] = [mark.start_m, mark.start_m + mark.length_m].map(scales.x);
  const band = svg("rect", { class: "hill-band", x: left, y: MARGIN.top, width: right - left, height: scales.base - MARGIN.top });
  const names = ["chart-hill", mark.id === chosen.hill ? "is-chosen" : ""];
  const areas = markRuns(profile, mark).map((run) => area(profile, scales, run, "hill-area"));
  return svg("g", { class: names.join(" ").trim(), "data-hill": mark.id }, svg("title", {}, mark.title), band, ...areas);
}

function chartMarks(profile, scales, marks) {
  if (marks.length <= MOST_MARKED) return marks.map((mark) => chartMark(profile, scales, mark));
  const polygon = (run) => `M${areaPoints(profile, scales, run).replaceAll(" ", "L")}Z`;
  const rest = marks.filter((mark) => mark.id !== chosen.hill).flatMap((mark) => markRuns(profile, mark).map(polygon));
  return [
    svg("path", { class: "hill-area", d: rest.join("") }),
    ...marks.filter((mark) => mark.id === chosen.hill).map((mark) => chartMark(profile, scales, mark)),
  ];
}

// A stretch inside a hill, bracketed above the curve, with its words.
function bracket(scales, { start_m, length_m, label, className }) {
  const [left, right] = [start_m, start_m + length_m].map(scales.x);
  const isWhole = length_m >= WHOLE_SHARE * scales.length;
  const y = MARGIN.top - 4;
  const anchor = (left + right) / 2 < scales.right / 2 ? "start" : "end";
  return svg(
    "g",
    { class: `bracket ${className}` },
    isWhole ? null : svg("rect", { x: left, y, width: right - left, height: scales.base - y }),
    svg("path", { d: `M${left},${y + 6}V${y}H${right}V${y + 6}` }),
    svg("text", { x: anchor === "start" ? left : right, y: y - 4, "text-anchor": anchor }, label),
  );
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
  return length < units().shortBelowM;
}

function axes(scales, width) {
  const { short, shortM, long, longM } = units();
  const parts = [];
  const up = shortM * roundUp(scales.range / shortM / 4);
  for (let metres = Math.ceil(scales.bottom / up) * up; metres < scales.bottom + scales.range; metres += up) {
    const y = scales.y(metres);
    parts.push(svg("line", { class: "tick", x1: MARGIN.left, x2: scales.right, y1: y, y2: y }));
    parts.push(svg("text", { class: "y-label", x: MARGIN.left - 6, y: y + 4 }, formatHeight(metres)));
  }
  const [unit, name] = isShort(scales.length) ? [shortM, short] : [longM, long];
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
