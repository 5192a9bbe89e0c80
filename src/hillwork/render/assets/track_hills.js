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
  return TEXT.site([...ids, ...rest].join(", "), passes.length);
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

function siteList(hills) {
  return el("ul", { class: "hill-list" }, ...bySite(hills).map(siteRow));
}

function startTrackHills() {
  const hint = DATA.hills.length ? el("p", { class: "hint" }, TEXT.hillsHint) : null;
  const none = el("p", {}, DATA.unsure.length ? TEXT.onlyUnsure : TEXT.noHills);
  startHills(hint, DATA.hills.length ? siteList(DATA.hills) : none, DATA.unsure.length ? siteList(DATA.unsure) : null);
}

// In the profile all hills are marked, and the chosen stretch when it is none of them.
function trackMarks() {
  return ALL_HILLS.filter((hill) => DATA.hills.includes(hill) || hill.id === chosen.hill).map((hill) => ({
    id: hill.id,
    label: hill.id,
    title: TEXT.hillOnChart(hill.id),
    start_m: hill.start_m,
    length_m: hill.length_m,
  }));
}
