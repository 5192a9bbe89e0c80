// The hills by rank, as text and as pins. A large town has hundreds: they are listed and pinned some at a time.
const LISTED_AT_A_TIME = 40;
const RANKS = new Map(DATA.hills.map((hill, i) => [hill.id, i + 1]));

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

function nearbyRow(hill) {
  const rank = RANKS.get(hill.id);
  const badge = rank ? el("span", { class: "rank", "aria-label": TEXT.rank(rank), role: "img" }, String(rank)) : null;
  return hillRow([hill], {
    title: [badge, streetNames(hill)].filter(Boolean),
    summary: nearbySummary,
    details: nearbyDetails,
  });
}

class NearbyHills {
  constructor() {
    this.list = el("ol", { class: "hill-list" });
    this.pins = L.layerGroup();
    this.more = el("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.showMore());
    this.show(LISTED_AT_A_TIME);
    watch("hill", (id) => this.show(RANKS.get(id) ?? 0));
  }

  // List at least so many.
  show(count) {
    const listed = this.list.children.length;
    const target = Math.min(DATA.hills.length, Math.ceil(count / LISTED_AT_A_TIME) * LISTED_AT_A_TIME);
    const added = DATA.hills.slice(listed, target);
    this.list.append(...added.map(nearbyRow));
    for (const hill of added) this.pins.addLayer(pin([hill], nearbyName(hill), String(RANKS.get(hill.id))));
    const left = DATA.hills.length - this.list.children.length;
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
  const all = DATA.hills.length === DATA.n_hills ? null : el("p", { class: "hint" }, TEXT.told(DATA.hills.length, DATA.n_hills));
  const hint = DATA.hills.length ? el("div", {}, el("p", { class: "hint" }, TEXT.nearbyHint), ...[all].filter(Boolean)) : null;
  const unsure = DATA.unsure.length ? el("ul", { class: "hill-list" }, ...DATA.unsure.map(nearbyRow)) : null;
  startHills(hint, DATA.hills.length ? el("div", {}, list, more) : whyNone(), unsure);
}
