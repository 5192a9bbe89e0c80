// What is known of one hill on streets and paths, and said to be unknown where it is.
function streetNames({ used_names: names }) {
  if (!names.length) return TEXT.unnamedPath;
  return names.length === 1 ? names[0] : `${names[0]} ${TEXT.moreStreets(names.length - 1)}`;
}

// The map's own words, as far as they are words.
function mapWords(words) {
  return words.map((word) => word.replaceAll("_", " ")).join(", ");
}

function surfaceWords({ surfaces, surface_share }) {
  if (!surfaces.length) return TEXT.surfaceNotMapped;
  const words = mapWords(surfaces);
  return surface_share > 0.99 ? words : TEXT.surfaceOfPart(words, formatShare(surface_share));
}

function crossingWords({ crossings }) {
  if (!crossings.length) return TEXT.noCrossings;
  const places = crossings.map(({ at_m, name }) => (name ? TEXT.crossing(formatDistance(at_m), name) : formatDistance(at_m)));
  return TEXT.crossings(crossings.length, places.join(", "));
}

function awayWords(hill) {
  if (hill.distance_m === null || hill.way_s === null) return TEXT.noWay;
  const words = TEXT.awayFact(formatDistance(hill.distance_m), formatMinutes(hill.way_s));
  return hill.more?.there ? words : TEXT.awayNotDrawn(words);
}

function nearbyFacts(hill) {
  const { more } = hill;
  const known = more
    ? [
        [TEXT.facts.lit, TEXT.lit[more.is_lit]],
        [TEXT.facts.surface, surfaceWords(more)],
        [TEXT.facts.kinds, more.kinds.length ? mapWords(more.kinds) : null],
        [TEXT.facts.crossings, crossingWords(more), more.crossings.length > 0],
      ]
    : [];
  return facts([
    [TEXT.facts.foot, hill.foot_name || null, true],
    [TEXT.facts.top, hill.top_name || null, true],
    [TEXT.facts.streets, hill.names.length > 1 ? hill.names.join(", ") : null, true],
    ...shapeFacts(hill),
    ...known,
    [TEXT.facts.away, awayWords(hill), true],
    [TEXT.facts.session, stretchWords(hill, hill.stretch), true],
    [TEXT.facts.wayClass, TEXT.wayClassTitles[hill.way_class], true],
    [TEXT.facts.confidence, confidenceWords(hill), true],
  ]);
}

function scoreBar(score) {
  const size = { height: 8, rx: 2 };
  return svg(
    "svg",
    { class: "score-bar", viewBox: "0 0 50 8", "aria-hidden": "true" },
    svg("rect", { class: "score-ground", width: 50, ...size }),
    svg("rect", { class: "score-share", width: 50 * score, ...size }),
  );
}

function reasonRow({ name, score, weight, words }) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, name, " ", el("small", {}, TEXT.weight(formatShare(weight)))),
    el("td", {}, el("span", { class: "score" }, formatScore(score)), scoreBar(score)),
    el("td", {}, inUnits(words)),
  );
}

function reasonTable(reasons) {
  if (!reasons.length) return null;
  const head = TEXT.reasonColumns.map((name) => el("th", { scope: "col" }, name));
  return el(
    "table",
    { class: "reasons" },
    el("caption", {}, TEXT.reasons),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...reasons.map(reasonRow)),
  );
}

function nearbyDetails(hill) {
  const { more } = hill;
  return [
    hill.is_usable ? null : el("p", { class: "hint" }, TEXT.notUsableTitle),
    more?.notices.length ? el("div", { class: "notices" }, noticeList(more.notices)) : null,
    nearbyFacts(hill),
    more ? reasonTable(more.reasons) : el("p", { class: "hint" }, TEXT.brief),
    more && more.variety < 0.995 ? el("p", { class: "hint" }, TEXT.variety(formatShare(more.variety))) : null,
  ];
}
