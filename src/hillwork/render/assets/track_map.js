// The map of a track: which way it goes, its ends, its marks, and a grid instead of a map nobody asked for.
const TRACK_PLACES = decodeLine(DATA.chart.places);
const MOST_MARKS = 16;

const arrows = levelled("arrows", new WayLine(WAY, { ...onBase, stroke: false, hasArrows: true, arrowSize: 4 }), {
  arrowColor: "--ink",
  arrowCasing: "--edge",
});
function endMarkers() {
  const [first, last] = [TRACK_PLACES[0], TRACK_PLACES.at(-1)];
  const NEAR_M = 60; // Nearer than this the two labels would cover each other at a usual zoom.
  const label = (place, words, name) => labelMarker(place, `end ${name}`, el("span", {}, words));
  if (map.distance(first, last) < NEAR_M) return [label(first, TEXT.startAndFinish, "end-start")];
  return [label(first, TEXT.start, "end-start"), label(last, TEXT.finish, "end-finish")];
}

// The place of a distance along the track, between two samples of the chart.
function placeAt(metres) {
  const distances = DATA.chart.distance_m;
  const after = Math.max(1, distances.findIndex((distance) => distance >= metres));
  const [from, to] = [distances[after - 1], distances[after]];
  const share = to > from ? (metres - from) / (to - from) : 0;
  return [0, 1].map((i) => TRACK_PLACES[after - 1][i] + share * (TRACK_PLACES[after][i] - TRACK_PLACES[after - 1][i]));
}

function markEvery() {
  return Math.max(1, roundUp(DATA.track.length_m / units().longM / MOST_MARKS)) * units().longM;
}

function distanceMarks() {
  const marks = [];
  for (let metres = markEvery(); metres < DATA.track.length_m; metres += markEvery()) {
    const label = el("span", {}, String(Math.round(metres / units().longM)));
    marks.push(labelMarker(placeAt(metres), "mark", label));
  }
  return marks;
}

function sitePin(passes) {
  const count = passes.length > 1 ? el("small", {}, ` ×${passes.length}`) : null;
  return pin(passes, siteName(passes), passes[0].id, ...(count ? [count] : []));
}

// What the buttons on the map lead to; the first of them is what the page opens with.
function trackViews() {
  const steps = DATA.workout?.blocks.flatMap((block) => block.steps).filter((step) => step.line) ?? [];
  const workout = L.latLngBounds(steps.flatMap((step) => decodeLine(step.line)));
  return [
    ...(workout.isValid() ? [[TEXT.views.workout, () => workout]] : []),
    [TEXT.views.track, () => L.latLngBounds(TRACK_PLACES)],
    ...(HILLS.length ? [[TEXT.views.hill, () => halo.getBounds()]] : []),
  ];
}

function startTrackMap(views) {
  startMap({ views, boundsOf: (hill) => L.latLngBounds(lineOf(hill)) });
  if (!DATA.backdrop.streets.length) startGrid(TRACK_PLACES[0]);
  startCredit([DATA.attribution]);
  if (!DATA.workout) arrows.addTo(map);
}

function startTrackLayers(pins, view) {
  const [ends, marks] = [endMarkers(), L.layerGroup()];
  for (const end of ends) end.addTo(map);
  live(() => {
    marks.clearLayers();
    for (const mark of distanceMarks()) marks.addLayer(mark);
  });
  const layers = [
    ...workoutLayers(),
    { name: () => TEXT.layerNames.gradient, layer: gradient },
    ...(HILLS.length ? [{ name: () => TEXT.layerNames.pins, layer: pins }] : []),
    { name: () => TEXT.layerNames.marks[chosen.units], layer: marks },
    ...backdropLayers(),
  ];
  startLayers(layers, () => byImportance(pins.getLayers(), ends, marks.getLayers()), view);
}
