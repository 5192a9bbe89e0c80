// Paper: the map and the profile are drawn anew for the space they get, and the text is as large as one page allows.
const PAPER_CHARACTERS = 2600; // So many fill what map and profile leave of a page at the full size.
const PRINT_SIZES_PT = [4.5, 10];
const PRINT_MAPS_CM = [5.5, 9];

// What an earlier step of the kind has said is not said again on paper.
function markSaid() {
  const said = new Set();
  for (const text of document.querySelectorAll(".step .effort, .step .cue")) {
    const words = text.textContent;
    text.classList.toggle("is-said", said.has(words));
    said.add(words);
  }
}

function printedText() {
  const parts = document.querySelectorAll(".notices li, .step-head, .effort:not(.is-said), .cue:not(.is-said), .block h3, .notes li, .cues li, .activation li, .about p");
  const rows = DATA.workout ? [] : [...document.querySelectorAll(".hill-list > .hill .hill-button")].slice(0, 40);
  // A line that is not full takes its room as well.
  return [...parts, ...rows].reduce((sum, part) => sum + Math.max(36, part.textContent.length), 0);
}

// On paper a canvas is a white sheet over what lies beneath it (Chromium replays its strokes, its clearing too): all is drawn onto
// the uppermost, and the others are left out.
function drawOnOneCanvas() {
  const paper = renderers.steps;
  if (!map.hasLayer(paper)) paper.addTo(map);
  paper._redrawBounds = null;
  paper._update();
  drawRelief(paper._ctx);
  for (const renderer of Object.values(renderers)) {
    if (!map.hasLayer(renderer)) continue;
    const own = renderer._ctx;
    renderer._ctx = paper._ctx;
    renderer._redrawBounds = null;
    renderer._draw();
    renderer._ctx = own;
  }
}

function drawRelief(ctx) {
  const image = map.getPane("relief").querySelector("img");
  if (!image?.complete) return;
  const { x, y } = L.DomUtil.getPosition(image);
  ctx.drawImage(image, x, y, image.offsetWidth || parseFloat(image.style.width), image.offsetHeight || parseFloat(image.style.height));
}

function startPrint(chart) {
  live(() => {
    markSaid();
    const share = Math.min(1, Math.sqrt(PAPER_CHARACTERS / Math.max(1, printedText())));
    const [least, most] = PRINT_SIZES_PT;
    const [low, high] = PRINT_MAPS_CM;
    const { style } = document.documentElement;
    style.setProperty("--print-size", `${Math.max(least, most * share).toFixed(2)}pt`);
    style.setProperty("--print-map", `${(low + (high - low) * share).toFixed(1)}cm`);
  });
  let before = null;
  // Paper is light, and does not wait for the next frame.
  matchMedia("print").addEventListener("change", ({ matches }) => {
    const view = before ?? map.getBounds();
    before = matches ? view : null;
    map.invalidateSize({ animate: false });
    map.fitBounds(view, { animate: false });
    chart.draw();
    paintMap();
    if (matches) drawOnOneCanvas();
    else for (const renderer of Object.values(renderers)) if (map.hasLayer(renderer)) renderer._redraw();
  });
}
