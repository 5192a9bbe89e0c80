// The map around a place: the streets as its ground, the circle, the place, and the chosen hill with the ways to it.
const HOME = DATA.place.at;
const HOME_DASHES = "9 6";

// Leaflet knows the bounds of a circle only when it is on a map.
const AROUND = L.latLng(HOME).toBounds(2 * DATA.radius_m);
const circle = levelled(
  "band",
  L.circle(HOME, { ...onBase, radius: DATA.radius_m, fill: false, weight: 1.5, dashArray: "2 7", interactive: false }),
  { color: "--muted" },
);

const part = levelled("band", new WayLine([], { ...onBase, weight: 26 }), { color: "--chosen" });
const chosenCasing = levelled("chosen", new WayLine([], { ...onBase, weight: 10 }), { color: "--casing" });
const chosenByGradient = classLines("chosen", 7);
const chosenArrows = levelled("arrows", new WayLine([], { ...onBase, stroke: false, hasArrows: true, arrowSize: 4 }), {
  arrowColor: "--ink",
  arrowCasing: "--edge",
});
const there = stepLine([], "warm-up", null);
const home = stepLine([], "cool-down", HOME_DASHES);

// From afar the hills of a town would run together, and the chosen one would be a blot. Weights from near and from afar.
const WEIGHTS = [
  [[part], 26, 15],
  [[halo], 18, 11],
  [[casing], 7, 3.5],
  [[neutral, ...byGradient], 4.5, 2.5],
  [[chosenCasing], 10, 6],
  [chosenByGradient, 7, 4],
];

function weighLines() {
  const isNear = map.getZoom() >= NEAR_ZOOM;
  for (const [own, near, far] of WEIGHTS) for (const line of own) line.setStyle({ weight: isNear ? near : far });
}

// Neighbouring samples of one class; the last of a part is the first of the next.
function profileParts({ places, grade_class }) {
  const parts = [];
  for (let i = 0; i + 1 < places.length; i++) {
    if (parts.at(-1)?.grade_class !== grade_class[i]) parts.push({ grade_class: grade_class[i], places: [places[i]] });
    parts.at(-1).places.push(places[i + 1]);
  }
  return parts;
}

// The part of a hill that the session would use.
function partBracket(hill) {
  const { start_m, length_m, grade, grade_sd } = hill.stretch;
  const words = TEXT.sessionStretch(formatDistance(length_m), formatGrade(grade, grade_sd));
  return { start_m: start_m - hill.start_m, length_m, label: words, name: TEXT.sessionPart, className: "is-part" };
}

function showChosen() {
  const hill = hillById(chosen.hill);
  const profile = hill && hillProfile(hill);
  const places = profile?.places ?? [];
  part.setLatLngs(profile ? samplesOf(profile, partBracket(hill)).map((i) => places[i]) : []);
  chosenCasing.setLatLngs(places);
  setParts(chosenByGradient, profile ? profileParts(profile) : []);
  chosenArrows.setLatLngs(places);
  there.setLatLngs(hill?.more?.there ? decodeLine(hill.more.there) : []);
  home.setLatLngs(hill?.more?.home ? decodeLine(hill.more.home) : []);
}

// A hill with the ways to it and from it.
function boundsWithWays(hill) {
  const ways = [hill.more?.there, hill.more?.home].filter(Boolean).flatMap((line) => decodeLine(line));
  return L.latLngBounds([...lineOf(hill), ...ways]);
}

function nearbyViews() {
  const ofChosen = (bounds) => () => (chosen.hill === null ? AROUND : bounds(hillById(chosen.hill)));
  return [
    [TEXT.views.around, () => AROUND],
    ...(HILLS.some((hill) => hill.more?.there) ? [[TEXT.views.way, ofChosen(boundsWithWays)]] : []),
    ...(HILLS.length ? [[TEXT.views.hill, () => halo.getBounds()]] : []),
  ];
}

function startNearbyMap() {
  watch("hill", showChosen);
  startMap({ views: nearbyViews(), boundsOf: boundsWithWays });
  startCredit(DATA.attributions);
  for (const layer of [circle, chosenCasing, ...chosenByGradient, chosenArrows]) layer.addTo(map);
  weighLines();
  map.on("zoomend", weighLines);
}

function startNearbyLayers(pins, view) {
  const place = labelMarker(HOME, "end end-start", el("span", {}, TEXT.start), { zIndexOffset: 500 }).addTo(map);
  const has = (key) => ALL_HILLS.some((hill) => hill.more?.[key]);
  const way = (key, layer, kind, dashes) =>
    has(key) ? [{ name: () => TEXT.layerNames[key], layer, sample: lineSwatch(`step-line step-${kind}`, dashes) }] : [];
  const layers = [
    ...way("there", there, "warm-up", null),
    ...way("home", home, "cool-down", HOME_DASHES),
    ...(ALL_HILLS.length ? [{ name: () => TEXT.layerNames.stretch, layer: part, sample: bandSwatch() }] : []),
    ...(HILLS.length ? [{ name: () => TEXT.layerNames.gradient, layer: gradient }] : []),
    ...(HILLS.length ? [{ name: () => TEXT.layerNames.pins, layer: pins }] : []),
    ...backdropLayers(),
  ];
  startLayers(layers, () => byImportance(pins.getLayers(), [place]), view);
}
