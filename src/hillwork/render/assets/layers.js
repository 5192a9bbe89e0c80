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

function toggle({ name, layer, sample = null, isOff = false }) {
  const box = el("input", { type: "checkbox" });
  const words = el("span");
  live(() => {
    words.textContent = name();
  });
  box.checked = !isOff;
  box.addEventListener("change", () => {
    if (box.checked) layer.addTo(map);
    else layer.remove();
    stackLines();
    map.fire("switched");
  });
  return el("label", {}, box, sample, words);
}

function legendEntry(gradeClass) {
  const bar = el("span", { class: `grade grade-${gradeClass}`, "aria-hidden": "true" });
  return el("li", { title: TEXT.gradeClassTitles[gradeClass] }, bar, el("span", {}, TEXT.gradeClasses[gradeClass]));
}

// Layers have a function for their name, a layer, perhaps a sample of how it looks, and whether they begin switched off. `labels` gives
// the markers with words, most important first; `view` what is shown first: everything is drawn for it, once.
function startLayers(layers, labels, view) {
  byId("layers").append(...layers.map(toggle));
  const shown = TEXT.gradeClasses.map((_, i) => i).filter((i) => i <= LAST_GRADE || PARTS.some((part) => part.grade_class === i));
  byId("legend").append(...shown.map(legendEntry));
  fitFirstView(view);
  paintMap();
  for (const { layer, isOff } of layers) if (!isOff) layer.addTo(map);
  stackLines();
  const room = () => makeRoom(labels());
  map.on("zoomend viewreset switched", () => requestAnimationFrame(room));
  watch("hill", room);
  watch("units", room);
  room();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintMap);
}

// Pins in order, the chosen one first, then what runners look for, then the rest.
function byImportance(pins, ends, rest = []) {
  const isChosen = (marker) => marker.getElement()?.classList.contains("is-chosen");
  return [...pins.filter(isChosen), ...ends, ...hillEnds.getLayers(), ...pins.filter((marker) => !isChosen(marker)), ...rest];
}
