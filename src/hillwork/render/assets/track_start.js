// Every part of the page of a track in its place.
function hillCount(sites, passes) {
  const hills = TEXT.hillCount(sites);
  return passes > sites ? TEXT.hillsInPasses(hills, TEXT.passCount(passes)) : hills;
}

function trackFigures({ length_m, ascent_m, ascent_sd_m }) {
  return [
    formatDistance(length_m),
    ascent_m === null ? null : TEXT.ascent(formatHeight(ascent_m, ascent_sd_m)),
    hillCount(bySite(HILLS).length, HILLS.length),
  ];
}

function trackName({ name, file, kind }) {
  return name || file.replace(/\.\w+$/, "").replace(/^-$/, "") || TEXT.unnamed[kind];
}

function aboutTrack({ elevation_source, elevation_kind, scatter_m, filled_share, creator }) {
  const source = elevation_source === "stored" ? TEXT.elevationStored : elevation_source;
  return [
    TEXT.elevation(source, TEXT.elevationKinds[elevation_kind], formatScatter(scatter_m)),
    filled_share >= 0.01 ? TEXT.elevationFilled(formatShare(filled_share)) : null,
    DATA.attribution,
    creator ? TEXT.creator(creator) : null,
    DATA.backdrop.streets.length ? null : TEXT.noMapData,
  ];
}

const views = trackViews();
startFrame(trackName(DATA.track), () => trackFigures(DATA.track));
startTrackMap(views);
const hillList = new HillList(bySite(HILLS), { tag: "ul", row: siteRow, marker: sitePin });
startProfiles(wayProfile(DATA.chart));
startChartViews();
const chart = new Chart(byId("chart"), { marks: trackMarks, brackets: (hill) => [bestBracket(hill)], name: (hill) => hill.id });
startTrackHills(hillList);
startWorkout();
startAbout(() => aboutTrack(DATA.track));
// Where there is one hill, that is what the page is about.
if (chosen.hill === null && bySite(HILLS).length === 1) choose("hill", HILLS[0].id, "start");
startPrint(chart);
// Last, when everything around the map has its size.
startTrackLayers(hillList.pins, views[0][1]());
