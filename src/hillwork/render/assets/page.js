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

// Pairs of term and value; values that are not known are left out.
function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null);
  return el("dl", { class: "facts" }, ...known.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))));
}

// Whole millionths of a degree, each the step from the one before; latitude before longitude.
function decodeLine(numbers) {
  const places = [];
  let [lat, lon] = [0, 0];
  for (let i = 0; i < numbers.length; i += 2) {
    lat += numbers[i];
    lon += numbers[i + 1];
    places.push([lat / 1e6, lon / 1e6]);
  }
  return places;
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

// What is chosen (`hill`) and what is pointed at (`sample`): one value each, told to every part of the page.
const chosen = { hill: null, sample: null };
const watchers = { hill: [], sample: [] };

function watch(name, watcher) {
  watchers[name].push(watcher);
}

function choose(name, value, by = "") {
  if (chosen[name] === value) return;
  chosen[name] = value;
  for (const watcher of watchers[name]) watcher(value, by);
}

const ALL_HILLS = [...DATA.hills, ...DATA.unsure];

function hillById(id) {
  return ALL_HILLS.find((hill) => hill.id === id) ?? null;
}

// Hills over the same ground, in the order of their first pass.
function bySite(hills) {
  const sites = new Map();
  for (const hill of hills) sites.set(hill.site, [...(sites.get(hill.site) ?? []), hill]);
  return [...sites.values()];
}

// Long lists of passes are cut: the count says the rest.
const MOST_IDS = 6;

function siteName(passes) {
  if (passes.length === 1) return passes[0].id;
  const ids = passes.slice(0, MOST_IDS).map((hill) => hill.id);
  const rest = passes.length > MOST_IDS ? [TEXT.more(passes.length - MOST_IDS)] : [];
  return TEXT.site([...ids, ...rest].join(", "), passes.length);
}
