// Every part of the page of a place in its place.
function nearbyFigures() {
  return [
    TEXT.around(formatRound(DATA.radius_m)),
    TEXT.hillsFound(HILLS.length),
    TEXT.waysLookedAt(formatTotal(DATA.ways_m)),
    TEXT.forSession(DATA.session),
  ];
}

function aboutNearby({ heights, ground, attributions }) {
  const age = ground.as_of ? TEXT.groundAge(ground.as_of) : TEXT.groundAgeUnknown;
  return [
    TEXT.heights(heights.source, heights.worth),
    heights.noise_sd_m === null ? null : TEXT.heightNoise(formatScatter(heights.noise_sd_m)),
    heights.known_share !== null && heights.known_share < 0.995 ? TEXT.unknownHeights(formatShare(heights.known_share)) : null,
    TEXT.ground(ground.source, age),
    ...attributions,
  ];
}

startFrame(DATA.place.name, nearbyFigures);
byId("profile").hidden = !ALL_HILLS.length;
startNearbyMap();
const hillList = new HillList(HILLS.map((hill) => [hill]), { tag: "ol", row: nearbyRow, marker: nearbyPin });
startProfiles(null);
const chart = new Chart(byId("chart"), { marks: () => [], brackets: (hill) => [partBracket(hill)], name: nearbyName });
startNearbyHills(hillList);
startAbout(() => aboutNearby(DATA));
if (HILLS.length) choose("hill", HILLS[0].id, "start");
startPrint(chart);
// Last, when everything around the map has its size.
startNearbyLayers(hillList.pins, AROUND);
