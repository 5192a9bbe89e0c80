// Words into the frame, then every part in its place.
function startFrame() {
  const { track, notices } = DATA;
  const name = track.name || track.file.replace(/\.\w+$/, "").replace(/^-$/, "") || TEXT.unnamed[track.kind];
  document.title = TEXT.documentTitle(name);
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = TEXT[element.dataset.text];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", TEXT[element.dataset.label]);
  byId("title").textContent = name;
  const figures = [
    formatDistance(track.length_m),
    track.ascent_m === null ? null : TEXT.ascent(formatHeight(track.ascent_m, track.ascent_sd_m)),
    TEXT.hillCount(bySite(DATA.hills).length, DATA.hills.length),
  ];
  byId("facts").textContent = figures.filter(Boolean).join(" · ");
  byId("notices").append(el("ul", {}, ...notices.map((notice) => el("li", {}, notice.message))));
  byId("notices").hidden = !notices.length;
}

function startAbout() {
  const { track } = DATA;
  const source = track.elevation_source === "stored" ? TEXT.elevationStored : track.elevation_source;
  const lines = [
    TEXT.elevation(source, TEXT.elevationKinds[track.elevation_kind], formatScatter(track.scatter_m)),
    track.filled_share >= 0.01 ? TEXT.elevationFilled(formatShare(track.filled_share)) : null,
    DATA.attribution,
    track.creator ? TEXT.creator(track.creator) : null,
    TEXT.madeWith,
  ];
  byId("about").append(...lines.filter(Boolean).map((line) => el("p", {}, line)));
}

startFrame();
startMap();
startLayers();
new Chart(byId("chart"));
startHills();
startWorkout();
startAbout();
fitFirstView();
