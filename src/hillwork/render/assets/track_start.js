// Every part of the page of a track in its place.
function trackFigures({ length_m, ascent_m, ascent_sd_m }) {
  return [
    formatDistance(length_m),
    ascent_m === null ? null : TEXT.ascent(formatHeight(ascent_m, ascent_sd_m)),
    TEXT.hillCount(bySite(DATA.hills).length, DATA.hills.length),
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
    TEXT.noMapData,
  ];
}

const views = trackViews();
startFrame(trackName(DATA.track), trackFigures(DATA.track));
startTrackMap(views);
startTrackLayers();
chooseProfile(DATA.chart);
new Chart(byId("chart"), { marks: trackMarks, name: (hill) => hill.id });
startTrackHills();
startWorkout();
startAbout(aboutTrack(DATA.track));
fitFirstView(views[0][1]());
