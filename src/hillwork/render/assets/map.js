// The map: the track by its gradient, the chosen hill, pins at the feet, and the place pointed at.
const map = hill_map;
const MOST_ZOOM = 20;
const FIT = { padding: [44, 44], maxZoom: 17, animate: false };
const POINTER_REACH_PX = 24;
const MOST_MARKS = 16;

// One canvas below the markers for what is seen, one above it for what is hit: canvases take each other's events.
for (const [name, zIndex] of [["base", 400], ["steps", 410], ["hits", 420]]) map.createPane(name).style.zIndex = zIndex;
const onBase = { renderer: L.canvas({ pane: "base", padding: 0.2 }) };
const onSteps = { renderer: L.canvas({ pane: "steps", padding: 0.2 }) };
const onHits = { renderer: L.canvas({ pane: "hits", padding: 0.2 }), interactive: true };

const PLACES = decodeLine(DATA.chart.places);
const PARTS = DATA.parts.map((part) => ({ ...part, places: decodeLine(part.line) }));

// The whole way, a ring per leg.
const WAY = PARTS.reduce((legs, part) => {
  if (part.starts_leg || !legs.length) legs.push([]);
  legs.at(-1).push(...part.places);
  return legs;
}, []);

const casing = new WayLine(WAY, { ...onBase, weight: 7 });
const neutral = new WayLine(WAY, { ...onBase, weight: 4.5 });
const byGradient = TEXT.gradeClasses.map((_, gradeClass) => {
  const lines = PARTS.filter((part) => part.grade_class === gradeClass).map((part) => part.places);
  return new WayLine(lines, { ...onBase, weight: 4.5, lineCap: "butt" });
});
const gradient = L.layerGroup(byGradient);
const arrows = new WayLine(WAY, { ...onBase, stroke: false, hasArrows: true, arrowSize: 4 });
const halo = new WayLine([], { ...onBase, weight: 18, opacity: 0.9 });
const gridControl = L.control({ position: "bottomleft" });
const grid = new MetricGrid(PLACES[0], { ...onBase, weight: 1 }, (spacing) => {
  gridControl.getContainer().textContent = TEXT.grid(formatRound(spacing));
});

function colourMap() {
  casing.setStyle({ color: cssValue("--casing") });
  neutral.setStyle({ color: cssValue("--neutral") });
  byGradient.forEach((line, i) => line.setStyle({ color: cssValue(`--grade-${i}`) }));
  halo.setStyle({ color: cssValue("--halo") });
  arrows.setStyle({ arrowColor: cssValue("--ink"), arrowCasing: cssValue("--edge") });
  grid.redraw();
}

// Canvas draws in the order of adding; whatever was switched on last must not cover the rest.
function stackLines() {
  for (const line of [halo, casing, neutral, ...byGradient, arrows]) if (map.hasLayer(line)) line.bringToFront();
}

function labelMarker(place, className, content, options = {}) {
  const icon = L.divIcon({ className, html: content, iconSize: [0, 0] });
  return L.marker(place, { icon, interactive: false, keyboard: false, ...options });
}

function endMarkers() {
  const [first, last] = [PLACES[0], PLACES.at(-1)];
  const NEAR_M = 60; // Nearer than this the two labels would cover each other at a usual zoom.
  const label = (text, name) => labelMarker(text.place, `end ${name}`, el("span", {}, text.words));
  if (map.distance(first, last) < NEAR_M) return [label({ place: first, words: TEXT.startAndFinish }, "end-start")];
  return [
    label({ place: first, words: TEXT.start }, "end-start"),
    label({ place: last, words: TEXT.finish }, "end-finish"),
  ];
}

// The place of a distance along the track, between two samples of the chart.
function placeAt(metres) {
  const distances = DATA.chart.distance_m;
  const after = Math.max(1, distances.findIndex((distance) => distance >= metres));
  const [from, to] = [distances[after - 1], distances[after]];
  const share = to > from ? (metres - from) / (to - from) : 0;
  return [0, 1].map((i) => PLACES[after - 1][i] + share * (PLACES[after][i] - PLACES[after - 1][i]));
}

function markEvery() {
  return Math.max(1, roundUp(DATA.track.length_m / LONG_UNIT_M / MOST_MARKS)) * LONG_UNIT_M;
}

function distanceMarks() {
  const marks = [];
  for (let metres = markEvery(); metres < DATA.track.length_m; metres += markEvery()) {
    const label = el("span", {}, String(Math.round(metres / LONG_UNIT_M)));
    marks.push(labelMarker(placeAt(metres), "mark", label));
  }
  return marks;
}

// Labels that would cover one placed before them give way; call with the most important first.
function makeRoom(markers) {
  const placed = [];
  for (const icon of markers.map((marker) => marker.getElement()).filter(Boolean)) {
    icon.classList.remove("is-crowded");
    const box = icon.firstElementChild.getBoundingClientRect();
    const meets = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    if (placed.some(meets)) icon.classList.add("is-crowded");
    else placed.push(box);
  }
}

function pin(passes) {
  const count = passes.length > 1 ? el("small", {}, ` ×${passes.length}`) : null;
  const [foot] = decodeLine(passes[0].line);
  const name = TEXT.pin(siteName(passes), hillSummary(passes[0]));
  const marker = labelMarker(foot, "pin", el("span", {}, passes[0].id, count), {
    interactive: true,
    keyboard: true,
    riseOnHover: true,
  });
  // Again on the same pin: the next pass.
  const next = () => passes[(passes.findIndex((hill) => hill.id === chosen.hill) + 1) % passes.length].id;
  marker.on("click", () => choose("hill", next(), "map"));
  marker.on("add", () => {
    const icon = marker.getElement();
    icon.setAttribute("aria-label", name);
    icon.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose("hill", next(), "map");
    });
  });
  watch("hill", (id) => {
    const isChosen = passes.some((hill) => hill.id === id);
    marker.getElement()?.classList.toggle("is-chosen", isChosen);
    marker.setZIndexOffset(isChosen ? 1000 : 0);
  });
  return marker;
}

function hitLine(hill) {
  const line = new WayLine(decodeLine(hill.line), { ...onHits, weight: 22, opacity: 0 });
  return line.on("click", () => choose("hill", hill.id, "map"));
}

function showHill(id, by) {
  const hill = hillById(id);
  halo.setLatLngs(hill ? decodeLine(hill.line) : []);
  if (!hill) return;
  halo.addTo(map);
  stackLines();
  if (by === "list" || by === "chart") fit(halo.getBounds());
}

// What the buttons on the map lead to; the first of them is what the page opens with.
function views() {
  const steps = DATA.workout?.blocks.flatMap((block) => block.steps).filter((step) => step.line) ?? [];
  const workout = L.latLngBounds(steps.flatMap((step) => decodeLine(step.line)));
  return [
    ...(workout.isValid() ? [[TEXT.views.workout, () => workout]] : []),
    [TEXT.views.track, () => L.latLngBounds(PLACES)],
    ...(DATA.hills.length ? [[TEXT.views.hill, () => halo.getBounds()]] : []),
  ];
}

function fit(bounds) {
  if (bounds.isValid()) map.fitBounds(bounds, FIT);
}

function viewControl() {
  const buttons = views().map(([name, bounds]) => {
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

// When everything around the map has its size.
function fitFirstView() {
  map.invalidateSize({ animate: false });
  const [[, bounds]] = views();
  fit(bounds());
}

const pointer = labelMarker(PLACES[0], "pointer", el("span", {}), { zIndexOffset: 2000 });

function showPointer(sample) {
  if (sample === null) pointer.remove();
  else pointer.setLatLng(PLACES[sample]).addTo(map);
}

function pointOnMap(event) {
  let [nearest, least] = [null, POINTER_REACH_PX];
  PLACES.forEach((place, i) => {
    const distance = event.containerPoint.distanceTo(map.latLngToContainerPoint(place));
    if (distance < least) [nearest, least] = [i, distance];
  });
  choose("sample", nearest, "map");
}

function startMap() {
  const element = map.getContainer();
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", TEXT.map);
  map.setMaxZoom(MOST_ZOOM);
  map.fitBounds(L.latLngBounds(PLACES), FIT);
  gridControl.onAdd = () => el("div", { class: "grid-size" });
  gridControl.addTo(map);
  viewControl().addTo(map);
  L.control.scale({ metric: IS_METRIC, imperial: !IS_METRIC, maxWidth: 120 }).addTo(map);
  for (const layer of [grid, casing, neutral, ...DATA.hills.map(hitLine)]) layer.addTo(map);
  if (!DATA.workout) arrows.addTo(map);
  map.on("mousemove", pointOnMap);
  map.on("mouseout", () => choose("sample", null, "map"));
  watch("hill", showHill);
  watch("sample", showPointer);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(element);
}
