// What lies beneath the ways: the shape of the ground, streets and paths; a grid where no map is known. Online tiles only when they
// were written into the page, and only after they are switched on.
const STREET_WEIGHTS = { A: 1.6, B: 1.3, C: 1.3 };

const streets = DATA.backdrop.streets.map(({ way_class, lines: own }) => {
  const layer = new WayLine(decodeLines(own), { ...onGround, weight: STREET_WEIGHTS[way_class], smoothFactor: 1 });
  painters.push(() => paintLine(layer, { color: `--street-${way_class.toLowerCase()}` }));
  const sample = lineSwatch(`street-line street-${way_class.toLowerCase()}`);
  return { name: () => TEXT.layerNames.streets[way_class], layer, sample };
});

function reliefLayers() {
  const { relief } = DATA.backdrop;
  if (!relief) return [];
  const bounds = [[relief.south_deg, relief.west_deg], [relief.north_deg, relief.east_deg]];
  const layer = L.imageOverlay(`data:image/png;base64,${relief.png}`, bounds, { pane: "relief", className: "relief" });
  const name = () => (relief.contour_m === null ? TEXT.layerNames.relief : TEXT.layerNames.contours(formatHeight(relief.contour_m)));
  return [{ name, layer }];
}

function tileLayers() {
  const layer = window.online_tiles;
  if (!layer) return [];
  const host = new URL(layer.getTileUrl({ x: 0, y: 0, z: 0 })).hostname;
  const note = (words) => {
    byId("layer-note").textContent = words;
    byId("layer-note").hidden = !words;
  };
  layer.on("tileerror", () => note(TEXT.tilesFail(host)));
  layer.on("add", () => note(TEXT.tilesAsk(host, layer.getAttribution())));
  layer.on("remove", () => note(""));
  return [{ name: () => TEXT.layerNames.tiles(layer.options.name), layer, isOff: true }];
}

function backdropLayers() {
  return [...[...streets].reverse(), ...reliefLayers(), ...tileLayers()];
}

// Round distances instead of a map nobody gave.
function startGrid(origin) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => el("div", { class: "grid-size" });
  control.addTo(map);
  const grid = new MetricGrid(origin, { ...onGround, weight: 1, interactive: false }, (spacing) => {
    control.getContainer().textContent = TEXT.grid(formatRound(spacing));
  });
  grid.addTo(map);
  painters.push(() => grid.redraw());
  watch("units", () => grid.redraw());
}

// Whom to name belongs where the map is seen.
function startCredit(attributions) {
  const names = attributions.filter(Boolean);
  if (!names.length) return;
  const control = L.control({ position: "bottomright" });
  control.onAdd = () => el("p", { class: "credit" }, names.join(" · "));
  control.addTo(map);
}
