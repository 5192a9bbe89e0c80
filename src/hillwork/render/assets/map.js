// The map: ways by their gradient, the chosen hill, pins at the feet, and the place pointed at.
const map = hill_map;
const MOST_ZOOM = 20;
const FIT = { padding: [44, 44], maxZoom: 17, animate: false };
const POINTER_REACH_PX = 24;

// Canvases from the ground up. Those for what is seen are below the markers, the one for what is hit above the others:
// canvases take each other's events. What is many and never changes has one of its own, and is not drawn again with the rest.
const PANES = { ground: 390, base: 400, steps: 410, hits: 420 };
const renderers = Object.fromEntries(
  Object.entries(PANES).map(([name, zIndex]) => {
    map.createPane(name).style.zIndex = zIndex;
    return [name, L.canvas({ pane: name, padding: 0.2 })];
  }),
);
const onGround = { renderer: renderers.ground };
const onBase = { renderer: renderers.base };
const onSteps = { renderer: renderers.steps };
const onHits = { renderer: renderers.hits, interactive: true };

// Canvas draws in the order of adding; whatever was switched on last must not cover the rest.
const LEVELS = ["band", "halo", "casing", "neutral", "gradient", "chosen", "arrows", "steps"];
const lines = LEVELS.map(() => []);
const painters = [];

// Keep a line in its level and in the colours of the scheme: options and the variables of the style sheet they come from.
function levelled(level, line, colours) {
  lines[LEVELS.indexOf(level)].push(line);
  painters.push(() => paintLine(line, colours));
  return line;
}

function paintLine(line, colours) {
  line.setStyle(Object.fromEntries(Object.entries(colours).map(([option, variable]) => [option, cssValue(variable)])));
}

function paintMap() {
  for (const paint of painters) paint();
}

function stackLines() {
  for (const line of lines.flat()) if (map.hasLayer(line)) line.bringToFront();
}

const PARTS = decodeLines(DATA.parts.lines).map((places, i) => ({ places, grade_class: DATA.parts.grade_class[i] }));

// The whole way, a ring per leg.
const WAY = DATA.parts.leg_starts.map((start, leg, starts) => PARTS.slice(start, starts[leg + 1]).flatMap(({ places }) => places));

// A line for the parts of each class, in its colour.
function classLines(level, weight) {
  const options = { ...onBase, weight, lineCap: "butt" };
  return TEXT.gradeClasses.map((_, gradeClass) => levelled(level, new WayLine([], options), { color: `--grade-${gradeClass}` }));
}

function setParts(lines, parts) {
  lines.forEach((line, gradeClass) => {
    line.setLatLngs(parts.filter((part) => part.grade_class === gradeClass).map((part) => part.places));
  });
}

const halo = levelled("halo", new WayLine([], { ...onBase, weight: 18, opacity: 0.9 }), { color: "--halo" });
const casing = levelled("casing", new WayLine(WAY, { ...onBase, weight: 7 }), { color: "--casing" });
const neutral = levelled("neutral", new WayLine(WAY, { ...onBase, weight: 4.5 }), { color: "--neutral" });
const byGradient = classLines("gradient", 4.5);
setParts(byGradient, PARTS);
const gradient = L.layerGroup(byGradient);

// A way to run, beside what it leads along and on its right, so that there and back stay apart.
const STEP_SHIFT_PX = 8;

function stepLine(places, kind, dashes, isThick = false) {
  const options = { weight: isThick ? 5 : 3.5, dashArray: dashes, hasArrows: true, arrowSize: isThick ? 6 : 5 };
  const line = new WayLine(places, { ...onSteps, shift: STEP_SHIFT_PX, ...options });
  return levelled("steps", line, { color: `--step-${kind}`, arrowColor: `--step-${kind}`, arrowCasing: "--edge" });
}

function labelMarker(place, className, content, options = {}) {
  const icon = L.divIcon({ className, html: content, iconSize: [0, 0] });
  return L.marker(place, { icon, interactive: false, keyboard: false, ...options });
}

// Labels that would cover one placed before them give way; call with the most important first.
function makeRoom(markers) {
  const icons = markers.map((marker) => marker.getElement()).filter(Boolean);
  for (const icon of icons) icon.classList.remove("is-crowded");
  const boxes = icons.map((icon) => icon.firstElementChild.getBoundingClientRect());
  const placed = [];
  boxes.forEach((box, i) => {
    const meets = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    if (placed.some(meets)) icons[i].classList.add("is-crowded");
    else placed.push(box);
  });
}

// A pin at the foot of the hills over the same ground.
function pin(hills, name, ...content) {
  const [foot] = decodeLine(hills[0].line);
  const marker = labelMarker(foot, "pin", el("span", {}, ...content), { interactive: true, keyboard: true, riseOnHover: true });
  // Again on the same pin: the next of them.
  const next = () => hills[(hills.findIndex((hill) => hill.id === chosen.hill) + 1) % hills.length].id;
  const show = () => {
    const isChosen = hills.some((hill) => hill.id === chosen.hill);
    marker.getElement()?.classList.toggle("is-chosen", isChosen);
    marker.setZIndexOffset(isChosen ? 1000 : 0);
  };
  marker.on("click", () => choose("hill", next(), "map"));
  marker.on("add", () => {
    const icon = marker.getElement();
    icon.setAttribute("aria-label", TEXT.pin(name, hillSummary(hills[0])));
    icon.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose("hill", next(), "map");
    });
    show();
  });
  watch("hill", show);
  return marker;
}

function hitLine(hill) {
  const line = new WayLine(decodeLine(hill.line), { ...onHits, weight: 22, opacity: 0 });
  return line.on("click", () => choose("hill", hill.id, "map"));
}

function fit(bounds) {
  if (bounds.isValid()) map.fitBounds(bounds, FIT);
}

// Buttons on the map: names, and functions of what they lead to.
function viewControl(views) {
  const buttons = views.map(([name, bounds]) => {
    const button = el("button", { type: "button" }, name);
    button.addEventListener("click", () => fit(bounds()));
    return button;
  });
  const control = L.control({ position: "topright" });
  control.onAdd = () => {
    const box = el("div", { class: "views", role: "group", "aria-label": TEXT.viewsName }, ...buttons);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  return control;
}

const pointer = labelMarker([0, 0], "pointer", el("span", {}), { zIndexOffset: 2000 });

function showPointer(sample) {
  if (sample === null) pointer.remove();
  else pointer.setLatLng(chosen.profile.places[sample]).addTo(map);
}

function pointOnMap(event) {
  let [nearest, least] = [null, POINTER_REACH_PX];
  chosen.profile?.places.forEach((place, i) => {
    const distance = event.containerPoint.distanceTo(map.latLngToContainerPoint(place));
    if (distance < least) [nearest, least] = [i, distance];
  });
  choose("sample", nearest, "map");
}

// Controls in the map's corners, the lines and what can be hit. Views are as of `viewControl`; `boundsOf` says what to show of
// a chosen hill.
function startMap({ views, boundsOf }) {
  const element = map.getContainer();
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", TEXT.map);
  map.setMaxZoom(MOST_ZOOM);
  fit(views[0][1]());
  viewControl(views).addTo(map);
  L.control.scale({ metric: IS_METRIC, imperial: !IS_METRIC, maxWidth: 120 }).addTo(map);
  // The best hill on top.
  for (const layer of [casing, neutral, ...DATA.hills.map(hitLine).reverse()]) layer.addTo(map);
  map.on("mousemove", pointOnMap);
  map.on("mouseout", () => choose("sample", null, "map"));
  watch("hill", (id, by) => {
    const hill = hillById(id);
    halo.setLatLngs(hill ? decodeLine(hill.line) : []);
    if (!hill) return;
    halo.addTo(map);
    stackLines();
    if (by === "list" || by === "chart") fit(boundsOf(hill));
  });
  watch("sample", showPointer);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(element);
}

// When everything around the map has its size.
function fitFirstView(bounds) {
  map.invalidateSize({ animate: false });
  fit(bounds);
}
