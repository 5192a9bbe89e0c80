// Hills as rows of a list: closed they tell what matters; choosing one of its hills opens a row.
const STEEPEST_OVER_M = 50; // What the steepest gradient of a hill is measured over.

function steadinessWords(steadiness) {
  const [, words] = TEXT.steadiness.find(([least]) => steadiness >= least);
  return `${words} (${steadiness.toFixed(2)})`;
}

function stretchWords(hill, { start_m, length_m, grade, grade_sd }) {
  const after = start_m - hill.start_m;
  const [length, steep] = [formatDistance(length_m), formatGrade(grade, grade_sd)];
  return after < 1 ? TEXT.stretchAtFoot(length, steep) : TEXT.stretch(length, steep, formatDistance(after));
}

function confidenceWords(hill) {
  return `${TEXT.confidences[hill.confidence]}: ${TEXT.confidenceTitles[hill.confidence]}`;
}

function confidenceBadge(hill) {
  return el("span", { class: `confidence ${hill.confidence}` }, TEXT.confidences[hill.confidence]);
}

// What every hill has, whatever it was found on.
function shapeFacts(hill) {
  return [
    [TEXT.facts.length, formatDistance(hill.length_m)],
    [TEXT.facts.gain, formatHeight(hill.gain_m, hill.gain_sd_m)],
    [TEXT.facts.grade, formatGrade(hill.grade, hill.grade_sd)],
    [TEXT.facts.steepest(formatDistance(STEEPEST_OVER_M)), formatGrade(hill.grade_max)],
    [TEXT.facts.steadiness, steadinessWords(hill.steadiness)],
    [TEXT.facts.kind, TEXT.hillKinds[hill.kind]],
  ];
}

// A row above that closes must not take the one that was chosen out of sight.
function keepInPlace(element, change) {
  const before = element.getBoundingClientRect().top;
  change();
  const moved = element.getBoundingClientRect().top - before;
  (isWide() ? byId("panel") : window).scrollBy(0, moved);
}

// One row for hills over the same ground. `title` is its name; `summary` and `details` give the rest for one of the hills.
function hillRow(hills, { title, summary, details }) {
  const box = el("div", { class: "hill-details", id: `details-${ALL_HILLS.indexOf(hills[0])}`, hidden: "" });
  const line = el("span", { class: "hill-summary" });
  const button = el(
    "button",
    { type: "button", class: "hill-button", "aria-expanded": "false", "aria-controls": box.id },
    el("strong", {}, ...title),
    line,
  );
  const row = el("li", { class: "hill" }, button, box);
  let [told, isOpen] = [null, false];
  const show = (id, by) => {
    const mine = hills.find((hill) => hill.id === id);
    if (!mine && !isOpen && told) return;
    isOpen = Boolean(mine);
    told = mine ?? hills[0];
    line.replaceChildren(...summary(told));
    row.classList.toggle("is-chosen", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    box.toggleAttribute("hidden", !isOpen);
    if (!isOpen) return;
    const focused = hills.findIndex((hill) => hill.id === document.activeElement?.textContent && box.contains(document.activeElement));
    box.replaceChildren(...details(told).filter(Boolean));
    if (focused >= 0) box.querySelectorAll(".pass")[focused].focus();
    // On a phone the map would scroll out of sight.
    if (by !== "list" && by !== "start" && isWide()) row.scrollIntoView({ block: "nearest" });
  };
  button.addEventListener("click", () => keepInPlace(button, () => choose("hill", isOpen ? null : hills[0].id, "list")));
  watch("hill", show);
  watch("units", () => {
    line.replaceChildren(...summary(told));
    if (isOpen) box.replaceChildren(...details(told).filter(Boolean));
  });
  show(chosen.hill, "start");
  return row;
}

// A list that shows some rows at a time, and the pins of what is listed: there may be thousands. `entries` each have the hills of one
// row; `row` and `marker` make what is seen of them.
const LISTED_AT_A_TIME = 40;

class HillList {
  constructor(entries, { tag, row, marker }) {
    Object.assign(this, { entries, row, marker, pins: L.layerGroup() });
    this.list = el(tag, { class: "hill-list" });
    this.more = el("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.showMore());
    this.placeOf = new Map(entries.flatMap((hills, i) => hills.map((hill) => [hill.id, i + 1])));
    this.show(LISTED_AT_A_TIME);
    watch("hill", (id) => this.show(this.placeOf.get(id) ?? 0));
  }

  // List at least so many.
  show(count) {
    const listed = this.list.children.length;
    const target = Math.min(this.entries.length, Math.ceil(count / LISTED_AT_A_TIME) * LISTED_AT_A_TIME);
    const added = this.entries.slice(listed, target);
    this.list.append(...added.map(this.row));
    for (const hills of added) this.pins.addLayer(this.marker(hills));
    const left = this.entries.length - this.list.children.length;
    this.more.textContent = TEXT.listMore(Math.min(left, LISTED_AT_A_TIME));
    this.more.hidden = !left;
    if (added.length) map.fire("switched");
  }

  showMore() {
    const listed = this.list.children.length;
    this.show(listed + 1);
    this.list.children[listed].querySelector("button").focus();
  }
}

// The section of the hills; stretches that may be hills are folded away until one is chosen.
function startHills(hint, list, unsureList) {
  const parts = [el("h2", { id: "hills-title" }, TEXT.hills), hint, list];
  if (unsureList) {
    const fold = el("details", {}, el("summary", {}, TEXT.unsure(DATA.unsure.length)));
    watch("hill", (id) => {
      if (DATA.unsure.some((hill) => hill.id === id)) fold.open = true;
    });
    fold.append(el("p", { class: "hint" }, TEXT.unsureHint), unsureList);
    parts.push(fold);
  }
  byId("hills").append(...parts.filter(Boolean));
}
