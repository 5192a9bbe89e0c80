// The hills as text: one row for the hills over the same ground, opened by choosing one of them.
function steadinessWords(steadiness) {
  const [, words] = TEXT.steadiness.find(([least]) => steadiness >= least);
  return `${words} (${steadiness.toFixed(2)})`;
}

function bestStretchWords(hill) {
  const { start_m, length_m, grade, grade_sd } = hill.best_stretch;
  const after = start_m - hill.start_m;
  const [length, steep] = [formatDistance(length_m), formatGrade(grade, grade_sd)];
  return after < 1 ? TEXT.bestStretchAtFoot(length, steep) : TEXT.bestStretch(length, steep, formatDistance(after));
}

function hillFacts(hill) {
  return facts([
    [TEXT.facts.where, formatPlace(hill.start_m)],
    [TEXT.facts.length, formatDistance(hill.length_m)],
    [TEXT.facts.gain, formatHeight(hill.gain_m, hill.gain_sd_m)],
    [TEXT.facts.grade, formatGrade(hill.grade, hill.grade_sd)],
    [TEXT.facts.steepest, formatGrade(hill.grade_max)],
    [TEXT.facts.steadiness, steadinessWords(hill.steadiness)],
    [TEXT.facts.kind, TEXT.hillKinds[hill.kind]],
    [TEXT.facts.best, bestStretchWords(hill)],
    [TEXT.facts.confidence, `${TEXT.confidences[hill.confidence]}: ${TEXT.confidenceTitles[hill.confidence]}`],
  ]);
}

function passButtons(passes, id) {
  if (passes.length === 1) return null;
  const buttons = passes.map((hill) => {
    const button = el("button", { type: "button", class: "pass", "aria-pressed": String(hill.id === id) }, hill.id);
    button.addEventListener("click", () => choose("hill", hill.id, "list"));
    return button;
  });
  return el("div", { class: "passes", role: "group", "aria-label": TEXT.passesOf }, el("span", {}, TEXT.pass), ...buttons);
}

function hillRow(passes) {
  const details = el("div", { class: "hill-details", id: `details-${ALL_HILLS.indexOf(passes[0])}`, hidden: "" });
  const summary = el("span", { class: "hill-summary" });
  const button = el(
    "button",
    { type: "button", class: "hill-button", "aria-expanded": "false", "aria-controls": details.id },
    el("strong", {}, siteName(passes)),
    summary,
  );
  const row = el("li", { class: "hill" }, button, details);
  const isMine = (id) => passes.some((hill) => hill.id === id);
  const show = (id, by) => {
    const hill = passes.find((pass) => pass.id === id) ?? passes[0];
    const isOpen = isMine(id);
    const badge = el("span", { class: `confidence ${hill.confidence}` }, TEXT.confidences[hill.confidence]);
    summary.replaceChildren(hillSummary(hill), " ", badge);
    row.classList.toggle("is-chosen", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    details.toggleAttribute("hidden", !isOpen);
    if (!isOpen) return;
    const focused = passes.findIndex((pass) => pass.id === document.activeElement?.textContent && details.contains(document.activeElement));
    details.replaceChildren(...[passButtons(passes, hill.id), hillFacts(hill)].filter(Boolean));
    if (focused >= 0) details.querySelectorAll(".pass")[focused].focus();
    // On a phone the map would scroll out of sight.
    if (by !== "list" && by !== "start" && isWide()) row.scrollIntoView({ block: "nearest" });
  };
  button.addEventListener("click", () => choose("hill", isMine(chosen.hill) ? null : passes[0].id, "list"));
  watch("hill", show);
  show(null);
  return row;
}

function hillList(hills) {
  return el("ul", { class: "hill-list" }, ...bySite(hills).map(hillRow));
}

function startHills() {
  const section = byId("hills");
  section.append(el("h2", { id: "hills-title" }, TEXT.hills));
  if (DATA.hills.length) section.append(el("p", { class: "hint" }, TEXT.hillsHint), hillList(DATA.hills));
  else section.append(el("p", {}, DATA.unsure.length ? TEXT.onlyUnsure : TEXT.noHills));
  if (!DATA.unsure.length) return;
  const more = el("details", {}, el("summary", {}, TEXT.unsure(DATA.unsure.length)));
  watch("hill", (id) => {
    if (DATA.unsure.some((hill) => hill.id === id)) more.open = true;
  });
  more.append(el("p", { class: "hint" }, TEXT.unsureHint), hillList(DATA.unsure));
  section.append(more);
}
