// The hills by rank, as text and as pins.
const RANKS = new Map(HILLS.map((hill, i) => [hill.id, i + 1]));

function nearbyName(hill) {
  const rank = RANKS.get(hill.id);
  return rank ? TEXT.ranked(rank, streetNames(hill)) : streetNames(hill);
}

function nearbySummary(hill) {
  const away = hill.distance_m === null || hill.way_s === null ? null : [formatDistance(hill.distance_m), formatMinutes(hill.way_s)];
  const parts = [
    el("span", { class: "hill-shape" }, hillSummary(hill)),
    el("span", { class: "hill-away" }, away ? TEXT.away(...away) : TEXT.noWay),
    el("span", { class: `way-class way-class-${hill.way_class.toLowerCase()}` }, TEXT.wayClasses[hill.way_class]),
    confidenceBadge(hill),
    hill.is_usable ? null : el("span", { class: "confidence" }, TEXT.notUsable),
    el("span", { class: "score" }, TEXT.score(formatScore(hill.score))),
  ];
  // Blanks keep the words apart for those who hear them.
  return [el("span", { class: "hill-lines" }, ...parts.filter(Boolean).flatMap((one) => [one, " "]))];
}

function nearbyRow([hill]) {
  const rank = RANKS.get(hill.id);
  const badge = rank ? el("span", { class: "rank", "aria-label": TEXT.rank(rank), role: "img" }, String(rank)) : null;
  return hillRow([hill], {
    title: [badge, streetNames(hill)].filter(Boolean),
    summary: nearbySummary,
    details: nearbyDetails,
  });
}

function nearbyPin([hill]) {
  return pin([hill], nearbyName(hill), String(RANKS.get(hill.id)));
}

// What may be the reason when there is none.
function whyNone() {
  const { noise_sd_m, known_share } = DATA.heights;
  const reasons = DATA.ways_m
    ? [
        known_share !== null && known_share < 0.995 ? TEXT.unknownHeights(formatShare(known_share)) : null,
        noise_sd_m === null ? null : TEXT.tooCoarse(formatScatter(noise_sd_m)),
        TEXT.tooNear(formatRound(DATA.radius_m)),
      ]
    : [TEXT.noWays];
  const items = reasons.filter(Boolean).map((reason) => el("li", {}, reason));
  const none = DATA.unsure.length ? TEXT.onlyUnsureNearby : TEXT.noHillNearby;
  return el("div", { class: "why" }, el("p", {}, none), el("h3", {}, TEXT.whyNone), el("ul", {}, ...items));
}

function startNearbyHills({ list, more }) {
  const hint = HILLS.length ? el("p", { class: "hint" }, TEXT.nearbyHint) : null;
  const unsure = DATA.unsure.length ? el("ul", { class: "hill-list" }, ...DATA.unsure.map((hill) => nearbyRow([hill]))) : null;
  const files = fileList(DATA.files);
  startHills(hint, HILLS.length ? el("div", {}, list, more) : whyNone(), unsure);
  if (files) byId("hills").append(files);
}
