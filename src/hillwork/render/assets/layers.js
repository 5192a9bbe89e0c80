// What can be switched on and off, and what the colours mean.
const LAST_GRADE = 7; // The classes after it are those without a gradient.

function swatch(...content) {
  return svg("svg", { class: "swatch", viewBox: "0 0 30 12", "aria-hidden": "true" }, ...content);
}

function lineSwatch(className, dashes = null) {
  const line = svg("line", { class: className, x1: 2, y1: 6, x2: 28, y2: 6 });
  if (dashes) line.setAttribute("stroke-dasharray", dashes);
  return swatch(line);
}

function bandSwatch() {
  return swatch(svg("rect", { class: "chosen-band", x: 2, y: 0, width: 26, height: 12, rx: 6 }));
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

// Layers have a name, a layer and perhaps a sample of how it looks. `labels` gives the markers with words, most important first.
function startLayers(layers, labels) {
  paintMap();
  for (const { layer } of layers) layer.addTo(map);
  stackLines();
  byId("layers").append(...layers.map(toggle));
  const shown = TEXT.gradeClasses.map((_, i) => i).filter((i) => i <= LAST_GRADE || PARTS.some((part) => part.grade_class === i));
  byId("legend").append(...shown.map(legendEntry));
  const room = () => makeRoom(labels());
  map.on("zoomend viewreset switched", () => requestAnimationFrame(room));
  watch("hill", room);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintMap);
  // Paper is light; it does not wait for the next frame.
  matchMedia("print").addEventListener("change", () => {
    paintMap();
    for (const renderer of Object.values(renderers)) if (map.hasLayer(renderer)) renderer._redraw();
  });
}

// Pins in order, the chosen one first, then what runners look for, then the rest.
function byImportance(pins, ends, rest = []) {
  const isChosen = (marker) => marker.getElement()?.classList.contains("is-chosen");
  return [...pins.filter(isChosen), ...ends, ...pins.filter((marker) => !isChosen(marker)), ...rest];
}
