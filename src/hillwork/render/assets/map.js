// The map: ways by their gradient, the chosen hill, pins at the feet, and the place pointed at.
const map = hill_map;
const MOST_ZOOM = 20;
// Room for the labels at the ends, and for the buttons above.
const FIT = { paddingTopLeft: [58, 84], paddingBottomRight: [58, 44], maxZoom: 17, animate: false };
const POINTER_REACH_PX = 24;
const NEAR_ZOOM = 14.5;
const RIGHT_SHARE = 0.65;

// Canvases from the ground up, all below the markers. What is many and never changes has one of its own, and is not drawn again
// with the rest. None takes events: what is hit is found by distance, however many hills there are.
const PANES = { ground: 390, base: 400, steps: 410 };
map.createPane("relief").style.zIndex = 380;
const renderers = Object.fromEntries(
  Object.entries(PANES).map(([name, zIndex]) => {
    map.createPane(name).style.zIndex = zIndex;
    return [name, L.canvas({ pane: name, padding: 0.2 })];
  }),
);
const onGround = { renderer: renderers.ground };
const onBase = { renderer: renderers.base };
const onSteps = { renderer: renderers.steps };

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

const TOLD_PARTS = decodeLines(DATA.parts.lines).map((places, i) => ({ places, grade_class: DATA.parts.grade_class[i] }));
const PARTS = [...TOLD_PARTS, ...OTHERS.map((hill) => ({ places: hill.places, grade_class: gradeClass(hill.grade) }))];

// The whole way, a ring per leg.
const TOLD_WAY = DATA.parts.leg_starts.map((start, leg, starts) => TOLD_PARTS.slice(start, starts[leg + 1]).flatMap(({ places }) => places));
const WAY = [...TOLD_WAY, ...OTHERS.map((hill) => hill.places)];

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
  const [foot] = lineOf(hills[0]);
  const marker = labelMarker(foot, "pin", el("span", {}, ...content), { interactive: true, keyboard: true, riseOnHover: true });
  // Again on the same pin: the next of them.
  const next = () => hills[(hills.findIndex((hill) => hill.id === chosen.hill) + 1) % hills.length].id;
  const show = () => {
    const isChosen = hills.some((hill) => hill.id === chosen.hill);
    marker.getElement()?.classList.toggle("is-chosen", isChosen);
    marker.setZIndexOffset(isChosen ? 1000 : 0);
  };
  marker.on("click", () => choose("hill", next(), "map"));
  const label = () => marker.getElement()?.setAttribute("aria-label", TEXT.pin(name, hillSummary(hills[0])));
  watch("units", label);
  marker.on("add", () => {
    const icon = marker.getElement();
    label();
    icon.setAttribute("role", "button");
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

// Which hills lie near a place on the map, the nearest first.
const HIT_REACH_PX = 14;
const hillBounds = new Map();

function boundsOfHill(hill) {
  if (!hillBounds.has(hill.id)) hillBounds.set(hill.id, L.latLngBounds(lineOf(hill)));
  return hillBounds.get(hill.id);
}

function hillsNear(latlng) {
  const at = map.latLngToLayerPoint(latlng);
  const reach = L.point(HIT_REACH_PX, HIT_REACH_PX);
  const around = L.latLngBounds(map.layerPointToLatLng(at.subtract(reach)), map.layerPointToLatLng(at.add(reach)));
  const distance = (hill) => {
    const points = lineOf(hill).map((place) => map.latLngToLayerPoint(place));
    const steps = points.slice(1).map((end, i) => L.LineUtil.pointToSegmentDistance(at, points[i], end));
    return Math.min(...steps);
  };
  return HILLS
    .filter((hill) => around.intersects(boundsOfHill(hill)))
    .map((hill) => [distance(hill), hill])
    .filter(([pixels]) => pixels <= HIT_REACH_PX)
    .sort(([one], [other]) => one - other)
    .map(([, hill]) => hill);
}

// Again on the same ground: the next of the passes.
function chooseOnMap(latlng) {
  const hills = hillsNear(latlng);
  if (!hills.length) return;
  const here = hills.findIndex((hill) => hill.id === chosen.hill);
  choose("hill", hills[(here + 1) % hills.length].id, "map");
}

// The ends of the chosen hill: their names where a map knows them, and their heights.
function endLabel(place, words, name, side) {
  // Where the map ends on the right, to the left.
  const isFarRight = map.latLngToContainerPoint(place).x > RIGHT_SHARE * map.getSize().x;
  const className = isFarRight ? `${side} is-left` : side;
  return labelMarker(place, `hill-end ${className}`, el("span", {}, ...[el("b", {}, words), name].filter(Boolean)), { zIndexOffset: 900 });
}

const hillEnds = L.layerGroup();

function showEnds() {
  hillEnds.clearLayers();
  const hill = hillById(chosen.hill);
  // From afar they would cover the hill, and its neighbours.
  if (!hill || map.getZoom() < NEAR_ZOOM) return;
  const places = lineOf(hill);
  const foot = hill.rise.foot_elevation_m;
  const rise = hill.rise.rise_cm.at(-1);
  const words = (name, elevation) => (elevation === null ? name : `${name} ${formatHeight(elevation)}`);
  const top = foot === null || rise === null ? null : foot + rise / 100;
  // Each on the side away from the hill, so that neither covers it.
  const isNorth = places.at(-1)[0] >= places[0][0];
  hillEnds.addLayer(endLabel(places[0], words(TEXT.foot, foot), hill.foot_name, isNorth ? "is-below" : "is-above"));
  hillEnds.addLayer(endLabel(places.at(-1), words(TEXT.top, top), hill.top_name, isNorth ? "is-above" : "is-below"));
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
  startScale();
  for (const layer of [casing, neutral, hillEnds]) layer.addTo(map);
  live(showEnds);
  watch("hill", showEnds);
  map.on("moveend", showEnds);
  map.on("mousemove", (event) => {
    pointOnMap(event);
    element.classList.toggle("is-over-hill", hillsNear(event.latlng).length > 0);
  });
  map.on("click", (event) => {
    chooseOnMap(event.latlng);
    pointOnMap(event);
  });
  map.on("mouseout", () => choose("sample", null, "map"));
  watch("hill", (id, by) => {
    const hill = hillById(id);
    halo.setLatLngs(hill ? lineOf(hill) : []);
    if (!hill) return;
    halo.addTo(map);
    stackLines();
    if (by === "list" || by === "chart") fit(boundsOf(hill));
  });
  watch("sample", showPointer);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(element);
}

function startScale() {
  let scale = null;
  live(() => {
    scale?.remove();
    const isMetric = chosen.units === "metric";
    scale = L.control.scale({ metric: isMetric, imperial: !isMetric, maxWidth: 120 }).addTo(map);
  });
}

// When everything around the map has its size.
function fitFirstView(bounds) {
  map.invalidateSize({ animate: false });
  fit(bounds);
}
