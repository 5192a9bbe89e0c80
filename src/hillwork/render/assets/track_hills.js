// The hills of a track as text: one row for the hills over the same ground.
const MOST_IDS = 6; // Long lists of passes are cut: the count says the rest.

// Hills over the same ground, in the order of their first pass.
function bySite(hills) {
  const sites = new Map();
  for (const hill of hills) sites.set(hill.site, [...(sites.get(hill.site) ?? []), hill]);
  return [...sites.values()];
}

function siteName(passes) {
  if (passes.length === 1) return passes[0].id;
  const ids = passes.slice(0, MOST_IDS).map((hill) => hill.id);
  const rest = passes.length > MOST_IDS ? [TEXT.more(passes.length - MOST_IDS)] : [];
  return TEXT.site([...ids, ...rest].join(", "), TEXT.passCount(passes.length));
}

function hillFacts(hill) {
  return facts([
    [TEXT.facts.where, formatPlace(hill.start_m)],
    ...shapeFacts(hill),
    [TEXT.facts.best, stretchWords(hill, hill.best_stretch), true],
    [TEXT.facts.confidence, confidenceWords(hill), true],
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

function siteRow(passes) {
  return hillRow(passes, {
    title: [siteName(passes)],
    summary: (hill) => [hillSummary(hill), " ", confidenceBadge(hill)],
    details: (hill) => [passButtons(passes, hill.id), hillFacts(hill)],
  });
}

function startTrackHills({ list, more }) {
  const hint = HILLS.length ? el("p", { class: "hint" }, TEXT.hillsHint) : null;
  const none = el("p", {}, DATA.unsure.length ? TEXT.onlyUnsure : TEXT.noHills);
  const unsure = DATA.unsure.length ? el("ul", { class: "hill-list" }, ...bySite(DATA.unsure).map(siteRow)) : null;
  startHills(hint, HILLS.length ? el("div", {}, list, more) : none, unsure);
}

// In the profile all hills are marked, and the chosen stretch when it is none of them.
function trackMarks() {
  const unsure = DATA.unsure.filter((hill) => hill.id === chosen.hill);
  return [...HILLS, ...unsure].map((hill) => ({
    id: hill.id,
    label: hill.id,
    title: TEXT.hillOnChart(hill.id),
    start_m: hill.start_m,
    length_m: hill.length_m,
  }));
}

// Inside a hill the best stretch is marked.
function bestBracket(hill) {
  const { start_m, length_m, grade, grade_sd } = hill.best_stretch;
  const words = TEXT.bestStretch(formatDistance(length_m), formatGrade(grade, grade_sd));
  return { start_m: start_m - hill.start_m, length_m, label: words, name: TEXT.best, className: "is-best" };
}
