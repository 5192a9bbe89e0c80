// What can be switched on and off, and what the colours mean.
const STEP_DASHES = { "warm-up": "9 6", run: null, uphill: null, rep: null, recovery: "1 6.5", "cool-down": "12 5 1 5" };
const THICK_STEPS = new Set(["rep", "uphill"]);
const STEP_SHIFT_PX = 8; // Beside the track, on the right of the way: there and back stay apart.

function stepLine(kind) {
  const steps = DATA.workout.blocks.flatMap((block) => block.steps);
  const lines = steps.filter((step) => step.kind === kind && step.line).map((step) => decodeLine(step.line));
  return new WayLine(lines, {
    ...onSteps,
    weight: THICK_STEPS.has(kind) ? 5 : 3.5,
    shift: STEP_SHIFT_PX,
    dashArray: STEP_DASHES[kind],
    hasArrows: true,
    arrowSize: THICK_STEPS.has(kind) ? 6 : 5,
  });
}

function swatch(...content) {
  return svg("svg", { class: "swatch", viewBox: "0 0 30 12", "aria-hidden": "true" }, ...content);
}

function stepSwatch(kind) {
  const line = svg("line", { class: `step-line step-${kind}`, x1: 2, y1: 6, x2: 28, y2: 6 });
  if (STEP_DASHES[kind]) line.setAttribute("stroke-dasharray", STEP_DASHES[kind]);
  return swatch(line);
}

function workoutLayers() {
  if (!DATA.workout) return [];
  const lines = DATA.workout.hills.map(hillById).filter(Boolean).map((hill) => decodeLine(hill.line));
  const band = new WayLine(lines, { ...onBase, weight: 26 });
  const paintBand = () => band.setStyle({ color: cssValue("--chosen") });
  const kinds = Object.keys(TEXT.stepNames).filter((kind) =>
    DATA.workout.blocks.some((block) => block.steps.some((step) => step.kind === kind && step.line)),
  );
  const steps = kinds.map((kind) => {
    const layer = stepLine(kind);
    const paint = () => {
      const color = cssValue(`--step-${kind}`);
      layer.setStyle({ color, arrowColor: color, arrowCasing: cssValue("--edge") });
    };
    return { name: TEXT.stepLayerNames[kind], layer, paint, sample: stepSwatch(kind) };
  });
  const bandSample = swatch(svg("rect", { class: "chosen-band", x: 2, y: 0, width: 26, height: 12, rx: 6 }));
  return [{ name: TEXT.layerNames.chosen, layer: band, paint: paintBand, sample: bandSample }, ...steps];
}

function toggle({ name, layer, sample = null }) {
  const box = el("input", { type: "checkbox" });
  box.checked = true;
  box.addEventListener("change", () => {
    if (box.checked) layer.addTo(map);
    else layer.remove();
    stackLines();
    map.fire("switched");
  });
  return el("label", {}, box, sample, name);
}

function legendEntry(gradeClass) {
  const bar = el("span", { class: `grade grade-${gradeClass}`, "aria-hidden": "true" });
  return el("li", { title: TEXT.gradeClassTitles[gradeClass] }, bar, el("span", {}, TEXT.gradeClasses[gradeClass]));
}

function startLayers() {
  const [ends, pins, marks] = [endMarkers(), bySite(DATA.hills).map(pin), distanceMarks()];
  const layers = [
    ...workoutLayers(),
    { name: TEXT.layerNames.gradient, layer: gradient },
    ...(DATA.hills.length ? [{ name: TEXT.layerNames.pins, layer: L.layerGroup(pins) }] : []),
    { name: TEXT.layerNames.marks[DATA.units], layer: L.layerGroup(marks) },
  ];
  const paint = () => {
    colourMap();
    for (const { paint: own } of layers) own?.();
  };
  paint();
  for (const layer of [...ends, ...layers.map((entry) => entry.layer)]) layer.addTo(map);
  stackLines();
  byId("layers").append(...layers.map(toggle));
  const shown = TEXT.gradeClasses.map((_, i) => i).filter((i) => i < 8 || PARTS.some((part) => part.grade_class === i));
  byId("legend").append(...shown.map(legendEntry));
  // The chosen pin comes first, then the ends, which runners look for.
  const isChosen = (marker) => marker.getElement()?.classList.contains("is-chosen");
  const room = () => makeRoom([...pins.filter(isChosen), ...ends, ...pins.filter((marker) => !isChosen(marker)), ...marks]);
  map.on("zoomend viewreset switched", () => requestAnimationFrame(room));
  watch("hill", room);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  // Paper is light; it does not wait for the next frame.
  matchMedia("print").addEventListener("change", () => {
    paint();
    for (const { renderer } of [onBase, onSteps]) renderer._redraw();
  });
}
