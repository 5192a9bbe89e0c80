// Every part of the page of a place in its place.
function nearbyFigures() {
  return [
    TEXT.around(formatRound(DATA.radius_m)),
    TEXT.hillsFound(DATA.n_hills),
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

function nearbyMarks() {
  const hill = hillById(chosen.hill);
  return hill ? [partMark(hill)] : [];
}

startFrame(DATA.place.name, nearbyFigures());
byId("profile").hidden = !ALL_HILLS.length;
const hills = new NearbyHills();
startNearbyMap();
startNearbyLayers(hills.pins);
new Chart(byId("chart"), { marks: nearbyMarks, name: nearbyName });
startNearbyHills(hills);
startAbout(aboutNearby(DATA));
if (DATA.hills.length) choose("hill", DATA.hills[0].id, "start");
fitFirstView(AROUND);
