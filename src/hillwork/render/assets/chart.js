// The profile that is looked at, drawn to the pixel width it has, and a cursor for mouse, finger and keyboard.
const CURSOR_STEPS = 100; // An arrow key moves by a hundredth of the profile, with shift or by page by a tenth.

class Chart {
  // `marks` gives the hills on the whole way: id, label, title, start_m, length_m. `brackets` gives the stretches inside a hill:
  // start_m from its foot, length_m, label, className. `name` gives the words for a hill.
  constructor(frame, { marks, brackets, name }) {
    Object.assign(this, { frame, marks, brackets, name });
    new ResizeObserver(() => this.draw()).observe(frame);
    for (const what of ["hill", "profile", "units"]) watch(what, () => this.draw());
    watch("sample", () => this.drawCursor());
    frame.addEventListener("pointermove", (event) => this.point(event));
    frame.addEventListener("pointerdown", (event) => this.point(event));
    frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && choose("sample", null, "chart"));
    frame.addEventListener("click", (event) => this.scales && this.chooseHill(this.metresAt(event)));
    frame.addEventListener("keydown", (event) => this.scales && this.key(event));
    frame.setAttribute("aria-valuemin", "0");
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const { profile } = chosen;
    const isRoomy = width > MARGIN.left + MARGIN.right && height > MARGIN.top + MARGIN.bottom;
    this.scales = isRoomy && profile ? chartScales(profile, width, height) : null;
    this.frame.replaceChildren(...(this.scales ? [this.picture(profile, width, height)] : []));
    this.frame.dataset.hill = profile?.hill ?? "";
    this.frame.setAttribute("aria-valuemax", String(Math.round(profile?.distance_m.at(-1) ?? 0)));
    this.drawCursor();
  }

  picture(profile, width, height) {
    this.cursor = svg("g", { class: "cursor", visibility: "hidden" }, svg("line"), svg("circle", { r: 5 }));
    const parts = profile.hill === null ? this.wayParts(profile) : this.hillParts(profile);
    return svg(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      ...axes(this.scales, width),
      ...parts,
      this.cursor,
    );
  }

  wayParts(profile) {
    const marks = this.marks();
    return [
      ...unbrokenSamples(profile).map((samples) => area(profile, this.scales, samples, "ground")),
      ...chartMarks(profile, this.scales, marks),
      ...gradientCurves(profile, this.scales),
      ...markLabels(this.scales, marks),
    ];
  }

  hillParts(profile) {
    return [
      ...this.brackets(hillById(profile.hill)).map((one) => bracket(this.scales, one)),
      ...pieceColumns(profile, this.scales),
      ...errorBand(profile, this.scales),
      ...unbrokenSamples(profile).map((run) => svg("polyline", { class: "hill-curve", points: curve(profile, this.scales, run).join(" ") })),
    ];
  }

  readout(sample) {
    const { profile } = chosen;
    if (sample === null || !profile) {
      const hill = hillById(chosen.hill);
      return hill ? TEXT.hillTitle(this.name(hill), hillSummary(hill)) : TEXT.chartHint;
    }
    const [metres, elevation, grade] = [profile.distance_m[sample], profile.elevation_m[sample], profile.grade[sample]];
    const height = elevation === null || grade === null ? [TEXT.noElevation] : [formatHeight(elevation), this.steepness(grade)];
    const place = isShort(profile.distance_m.at(-1)) ? formatDistance(metres) : formatPlace(metres);
    return [place, ...height, ...this.wordsAt(metres)].join(" · ");
  }

  steepness(grade) {
    const { hill, piece_grade_sd } = chosen.profile;
    return hill === null ? formatGrade(grade) : formatGrade(grade, piece_grade_sd);
  }

  drawCursor() {
    const { profile, sample } = chosen;
    const words = this.readout(sample);
    byId("readout").textContent = words;
    this.frame.setAttribute("aria-valuenow", String(Math.round(profile?.distance_m[sample ?? 0] ?? 0)));
    this.frame.setAttribute("aria-valuetext", sample === null ? this.readout(profile ? 0 : null) : words);
    if (!this.scales) return;
    this.cursor.setAttribute("visibility", sample === null ? "hidden" : "visible");
    if (sample === null) return;
    const x = this.scales.x(profile.distance_m[sample]);
    const elevation = profile.elevation_m[sample];
    const [line, dot] = this.cursor.children;
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: MARGIN.top, y2: this.scales.base })) line.setAttribute(name, value);
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", elevation === null ? this.scales.base : this.scales.y(elevation));
  }

  metresAt(event) {
    return this.scales.metres(event.clientX - this.frame.getBoundingClientRect().left);
  }

  marksAt(metres) {
    return this.marks().filter((mark) => metres >= mark.start_m && metres <= mark.start_m + mark.length_m);
  }

  // The hills of a way, or the stretches of a hill, that a place lies in.
  wordsAt(metres) {
    const { hill } = chosen.profile;
    if (hill === null) return this.marksAt(metres).map((mark) => mark.label);
    const inside = ({ start_m, length_m }) => metres >= start_m && metres <= start_m + length_m;
    return this.brackets(hillById(hill)).filter(inside).map((one) => one.name);
  }

  point(event) {
    if (this.scales) choose("sample", nearestSample(chosen.profile, this.metresAt(event)), "chart");
  }

  chooseHill(metres) {
    if (chosen.profile.hill !== null) return;
    const [mark] = this.marksAt(metres);
    if (mark) choose("hill", mark.id, "chart");
  }

  key(event) {
    const here = chosen.sample === null ? 0 : chosen.profile.distance_m[chosen.sample];
    const small = this.scales.length / CURSOR_STEPS;
    const step = event.shiftKey ? 10 * small : small;
    const targets = {
      ArrowRight: here + step,
      ArrowUp: here + step,
      ArrowLeft: here - step,
      ArrowDown: here - step,
      PageUp: here + 10 * small,
      PageDown: here - 10 * small,
      Home: 0,
      End: this.scales.length,
    };
    if (event.key in targets) this.moveTo(targets[event.key]);
    else if (event.key === "Enter") this.chooseHill(here);
    else if (event.key === "Escape") choose("sample", null, "chart");
    else return;
    event.preventDefault();
  }

  // A short profile has fewer samples than keys have steps: a key always moves by one at least.
  moveTo(metres) {
    const { profile, sample } = chosen;
    const nearest = nearestSample(profile, metres);
    const here = sample ?? 0;
    const isStuck = nearest === here && sample !== null;
    const next = isStuck ? here + Math.sign(metres - profile.distance_m[here]) : nearest;
    choose("sample", Math.min(profile.distance_m.length - 1, Math.max(0, next)), "chart");
  }
}

// Buttons above the profile: the whole way, or the chosen hill alone.
function startChartViews() {
  const box = byId("chart-views");
  const buttons = ["way", "hill"].map((view) => {
    const button = el("button", { type: "button" }, TEXT.chartViewNames[view]);
    button.addEventListener("click", () => choose("view", view));
    return [view, button];
  });
  const show = () => {
    box.hidden = chosen.hill === null;
    for (const [view, button] of buttons) button.setAttribute("aria-pressed", String(chosen.view === view));
  };
  box.append(...buttons.map(([, button]) => button));
  watch("view", show);
  watch("hill", show);
  show();
}
