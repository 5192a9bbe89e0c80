// Paper: the map and the profile are drawn anew for the space they get, and the text is as large as one page allows.
const PRINT_SIZES_PT = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5];
const PRINT_MAPS_CM = [5, 9]; // With the smallest text, and with the largest.
const MARGINS_MM = 20; // Left and right, above and below together; as in print.css.
const LETTER_MM = [215.9, 279.4];
const A4_MM = [210, 297];
const SPARE_SHARE = 0.985; // Browsers round.

// What an earlier step of the kind has said is not said again on paper.
function markSaid() {
  const said = new Set();
  for (const text of document.querySelectorAll(".step .effort, .step .cue")) {
    const words = text.textContent;
    text.classList.toggle("is-said", said.has(words));
    said.add(words);
  }
}

// The height that a page has for its width: no browser tells it. Wider than A4 is Letter.
function paperHeight(width) {
  const inner = ([wide, tall]) => (tall - MARGINS_MM) / (wide - MARGINS_MM);
  const isLetter = width > ((A4_MM[0] + LETTER_MM[0]) / 2 - MARGINS_MM) * (96 / 25.4);
  return SPARE_SHARE * width * inner(isLetter ? LETTER_MM : A4_MM);
}

function fitPaper() {
  const { style, clientWidth } = document.documentElement;
  const [least, most] = PRINT_MAPS_CM;
  for (const [i, size] of PRINT_SIZES_PT.entries()) {
    const share = 1 - i / (PRINT_SIZES_PT.length - 1);
    style.setProperty("--print-size", `${size}pt`);
    style.setProperty("--print-map", `${least + share * (most - least)}cm`);
    if (document.body.getBoundingClientRect().height <= paperHeight(clientWidth)) return;
  }
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
  ctx.drawImage(image, x, y, parseFloat(image.style.width), parseFloat(image.style.height));
}

function startPrint(chart) {
  let before = null;
  // Paper is light, and does not wait for the next frame.
  matchMedia("print").addEventListener("change", ({ matches }) => {
    const view = before ?? map.getBounds();
    before = matches ? view : null;
    if (matches) {
      markSaid();
      fitPaper();
    }
    map.invalidateSize({ animate: false });
    map.fitBounds(view, { animate: false });
    chart.draw();
    paintMap();
    if (matches) drawOnOneCanvas();
    else for (const renderer of Object.values(renderers)) if (map.hasLayer(renderer)) renderer._redraw();
  });
}
