// Elements, places and what is chosen: shared by all parts of the page.
const SVG = "http://www.w3.org/2000/svg";

// Text becomes text nodes, never markup.
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

// Terms, values, and whether a value wants a line of its own; values that are not known are left out.
function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null);
  const fact = ([term, value, isLong = false]) =>
    el("div", isLong ? { class: "is-long" } : {}, el("dt", {}, term), el("dd", {}, value));
  return el("dl", { class: "facts" }, ...known.map(fact));
}

// Whole parts of a degree, millionths as a rule, each the step from the one before; latitude before longitude.
function decodeLine(numbers, perDegree = 1e6) {
  const places = [];
  let [lat, lon] = [0, 0];
  for (let i = 0; i < numbers.length; i += 2) {
    lat += numbers[i];
    lon += numbers[i + 1];
    places.push([lat / perDegree, lon / perDegree]);
  }
  return places;
}

// Many lines, one after the other, each beginning with the step from the end of the one before.
function decodeLines({ per_degree, sizes, places }) {
  const all = decodeLine(places, per_degree);
  let next = 0;
  return sizes.map((size) => all.slice(next, (next += size)));
}

function cssValue(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function isWide() {
  return matchMedia("(min-width: 60rem)").matches;
}

// The smallest of 1, 2, 5, 10, 20, ... that is not below a value.
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9));
}

// What is chosen: the hill, the units, what the profile shows (`view`, then the heights themselves, `profile`) and the place pointed
// at (`sample`, a number in the profile). One value each, told to every part of the page.
const chosen = { hill: null, units: DATA.units, view: "way", profile: null, sample: null };
const watchers = { hill: [], units: [], view: [], profile: [], sample: [] };

function watch(name, watcher) {
  watchers[name].push(watcher);
}

function choose(name, value, by = "") {
  if (chosen[name] === value) return;
  chosen[name] = value;
  for (const watcher of watchers[name]) watcher(value, by);
}

// What has numbers in it is written now, and again when the units change.
function live(write) {
  write();
  watch("units", write);
}

// Far down a long list hills are told in columns, and with less of each.
function otherHills(others) {
  if (!others) return [];
  const lines = decodeLines(others.lines);
  return others.id.map((id, i) => otherHill(others, id, i, lines[i]));
}

function otherHill(others, id, i, line) {
  const [length_m, gain_m, gain_sd_m, rise_dm] = [others.length_m[i], others.gain_m[i], others.gain_sd_m[i], others.rise_dm[i]];
  const [start_m, part_m, grade, grade_sd] = others.stretch[i];
  const step_m = length_m / Math.max(1, rise_dm.length - 1);
  // The error of a height grows with the root of the distance, as that of a random walk does.
  const rise_sd_cm = rise_dm.map((_, k) => 100 * (gain_sd_m ?? 0) * Math.sqrt(k / Math.max(1, rise_dm.length - 1)));
  return {
    id,
    kind: others.kind[i],
    confidence: others.confidence[i],
    start_m: 0,
    length_m,
    gain_m,
    gain_sd_m,
    grade: gain_m / length_m,
    grade_sd: gain_sd_m === null ? null : gain_sd_m / length_m,
    grade_max: others.grade_max[i],
    steadiness: others.steadiness[i],
    foot_name: "",
    top_name: "",
    places: line,
    rise: {
      foot_elevation_m: others.foot_elevation_m[i],
      step_m,
      rise_cm: rise_dm.map((dm) => (dm === null ? null : 10 * dm)),
      piece_m: step_m,
      piece_grade_sd: null,
      rise_sd_cm,
    },
    names: [others.name[i]].filter(Boolean),
    used_names: [others.name[i]].filter(Boolean),
    way_class: others.way_class[i],
    distance_m: others.distance_m[i],
    way_s: others.way_s[i],
    score: others.score[i],
    is_usable: true,
    stretch: { start_m, length_m: part_m, grade, grade_sd },
    more: null,
  };
}

const OTHERS = otherHills(DATA.others);
const HILLS = [...DATA.hills, ...OTHERS];
const ALL_HILLS = [...HILLS, ...DATA.unsure];
const HILLS_BY_ID = new Map(ALL_HILLS.map((hill) => [hill.id, hill]));

// The places of a hill from its foot, decoded once.
function lineOf(hill) {
  hill.places ??= decodeLine(hill.line);
  return hill.places;
}

function hillById(id) {
  return HILLS_BY_ID.get(id) ?? null;
}

// The words of the frame, and what has to be known before anything else is read.
function startFrame(name, figures) {
  document.title = TEXT.documentTitle(name);
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = TEXT[element.dataset.text];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", TEXT[element.dataset.label]);
  byId("title").textContent = name;
  live(() => {
    byId("facts").textContent = figures().filter(Boolean).join(" · ");
  });
  byId("units").append(...Object.keys(UNITS).map(unitsButton));
  live(() => byId("notices").replaceChildren(noticeList(DATA.notices)));
  byId("notices").hidden = !DATA.notices.length;
}

function unitsButton(name) {
  const button = el("button", { type: "button", title: TEXT.units[name] }, UNITS[name].long);
  button.addEventListener("click", () => choose("units", name));
  live(() => button.setAttribute("aria-pressed", String(chosen.units === name)));
  return button;
}

function noticeList(notices) {
  return el("ul", {}, ...notices.map((notice) => el("li", {}, inUnits(notice.message))));
}

// Files that were written with the page lie beside it: nothing else is ever linked.
function fileList(files) {
  if (!files?.length) return null;
  const link = ({ name, ending }) => el("a", { href: `./${encodeURIComponent(name)}` }, TEXT.files[ending] ?? name);
  const items = files.map((file) => el("li", {}, link(file), " ", el("small", {}, file.name)));
  return el("section", { class: "files" }, el("h3", {}, TEXT.filesTitle), el("ul", {}, ...items));
}

function startAbout(lines) {
  live(() => {
    byId("about").replaceChildren(...[...lines(), TEXT.madeWith].filter(Boolean).map((line) => el("p", {}, line)));
  });
}
