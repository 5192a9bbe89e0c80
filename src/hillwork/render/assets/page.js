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

// What is chosen (`hill`), whose heights are drawn (`profile`) and what is pointed at (`sample`, a number in the profile):
// one value each, told to every part of the page.
const chosen = { hill: null, profile: null, sample: null };
const watchers = { hill: [], profile: [], sample: [] };

function watch(name, watcher) {
  watchers[name].push(watcher);
}

function choose(name, value, by = "") {
  if (chosen[name] === value) return;
  chosen[name] = value;
  for (const watcher of watchers[name]) watcher(value, by);
}

function chooseProfile(chart) {
  choose("sample", null);
  choose("profile", chart && { ...chart, places: decodeLine(chart.places) });
}

const ALL_HILLS = [...DATA.hills, ...DATA.unsure];
const HILLS_BY_ID = new Map(ALL_HILLS.map((hill) => [hill.id, hill]));

function hillById(id) {
  return HILLS_BY_ID.get(id) ?? null;
}

// The words of the frame, and what has to be known before anything else is read.
function startFrame(name, figures) {
  document.title = TEXT.documentTitle(name);
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = TEXT[element.dataset.text];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", TEXT[element.dataset.label]);
  byId("title").textContent = name;
  byId("facts").textContent = figures.filter(Boolean).join(" · ");
  byId("notices").append(noticeList(DATA.notices));
  byId("notices").hidden = !DATA.notices.length;
}

function noticeList(notices) {
  return el("ul", {}, ...notices.map((notice) => el("li", {}, notice.message)));
}

function startAbout(lines) {
  byId("about").append(...[...lines, TEXT.madeWith].filter(Boolean).map((line) => el("p", {}, line)));
}
