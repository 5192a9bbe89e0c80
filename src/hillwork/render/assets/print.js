// Paper: the map and the profile are drawn anew for the space they get, and the text is as large as one page allows.
const PRINT_SIZES_PT = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5];
const PRINT_MAPS_CM = [5, 9]; // With the smallest text, and with the largest.
const PAPER_HEIGHT_MM = 259; // Letter between its margins; A4 is longer.
const SPARE_SHARE = 0.96; // Columns that are balanced on a page may come out longer than on an endless sheet.

// What an earlier step of the kind has said is not said again on paper.
function markSaid() {
  const said = new Set();
  for (const text of document.querySelectorAll(".step .effort, .step .cue")) {
    const words = text.textContent;
    text.classList.toggle("is-said", said.has(words));
    said.add(words);
  }
}

function fitPaper() {
  const { style } = document.documentElement;
  const [least, most] = PRINT_MAPS_CM;
  const room = (SPARE_SHARE * PAPER_HEIGHT_MM * 96) / 25.4;
  for (const [i, size] of PRINT_SIZES_PT.entries()) {
    const share = 1 - i / (PRINT_SIZES_PT.length - 1);
    style.setProperty("--print-size", `${size}pt`);
    style.setProperty("--print-map", `${least + share * (most - least)}cm`);
    if (document.body.getBoundingClientRect().height <= room) return;
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
  const { classList } = document.documentElement;
  let view = null;
  const draw = () => {
    map.invalidateSize({ animate: false });
    map.fitBounds(view, { animate: false });
    chart.draw();
    paintMap();
  };
  // All is drawn before the browser counts pages; it does not wait for the next frame.
  addEventListener("beforeprint", () => {
    view = map.getBounds();
    classList.add("is-paper");
    markSaid();
    fitPaper();
    draw();
    drawOnOneCanvas();
  });
  addEventListener("afterprint", () => {
    classList.remove("is-paper");
    draw();
    for (const renderer of Object.values(renderers)) if (map.hasLayer(renderer)) renderer._redraw();
  });
}
