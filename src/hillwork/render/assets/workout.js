// The workout: its steps beside the track on the map, and as text to run by.
const STEP_DASHES = {
  "warm-up": "9 6",
  run: null,
  uphill: null,
  rep: null,
  downhill: "5 5",
  strides: null,
  recovery: "1 6.5",
  rest: "1 6.5",
  "cool-down": "12 5 1 5",
};
const THICK_STEPS = new Set(["rep", "uphill"]);

function stepSwatch(kind) {
  return lineSwatch(`step-line step-${kind}`, STEP_DASHES[kind]);
}

function stepLayer(kind) {
  const steps = DATA.workout.blocks.flatMap((block) => block.steps).filter((step) => step.kind === kind && step.line);
  const layer = stepLine(steps.map((step) => decodeLine(step.line)), kind, STEP_DASHES[kind], THICK_STEPS.has(kind));
  return { name: () => TEXT.stepLayerNames[kind], layer, sample: stepSwatch(kind) };
}

function workoutLayers() {
  if (!DATA.workout) return [];
  const hills = DATA.workout.hills.map(hillById).filter(Boolean).map((hill) => lineOf(hill));
  const band = levelled("band", new WayLine(hills, { ...onBase, weight: 26 }), { color: "--chosen" });
  const kinds = Object.keys(TEXT.stepNames).filter((kind) =>
    DATA.workout.blocks.some((block) => block.steps.some((step) => step.kind === kind && step.line)),
  );
  return [{ name: () => TEXT.layerNames.chosen, layer: band, sample: bandSwatch() }, ...kinds.map(stepLayer)];
}

function stepItem(step) {
  const figures = [
    step.distance_m > 0 ? formatDistance(step.distance_m) : TEXT.standing,
    formatBand(step.duration),
    ...(step.grade === null ? [] : [formatGrade(step.grade)]),
  ].join(" · ");
  const name = step.hill ? TEXT.onHill(TEXT.stepNames[step.kind], step.hill) : TEXT.stepNames[step.kind];
  return el(
    "li",
    { class: `step step-${step.kind}` },
    el("p", { class: "step-head" }, stepSwatch(step.kind), el("span", {}, el("strong", {}, name), ` ${figures}`)),
    step.effort ? el("p", { class: "effort" }, inUnits(step.effort)) : null,
    step.cue ? el("p", { class: "cue" }, inUnits(step.cue)) : null,
  );
}

function blockItem(block) {
  const isNamed = block.name.startsWith(`${block.times} `); // "5 × 155 m uphill" says it already.
  const times = block.times > 1 && !isNamed ? el("span", { class: "times" }, TEXT.times(block.times)) : null;
  return el("section", { class: "block" }, el("h3", {}, times, inUnits(block.name)), el("ol", {}, ...block.steps.map(stepItem)));
}

function totals({ distance_m, duration, ascent_m, descent_m, hard_s, energy_kcal }) {
  return facts([
    [TEXT.totalDistance, formatDistance(distance_m)],
    [TEXT.totalTime, formatBand(duration)],
    [TEXT.totalAscent, formatHeight(ascent_m)],
    [TEXT.totalDescent, formatHeight(descent_m)],
    [TEXT.totalHard, hard_s > 0 ? TEXT.about(formatDuration(hard_s)) : null],
    [TEXT.totalEnergy, TEXT.about(TEXT.kcal(Math.round(energy_kcal / 10) * 10))],
  ]);
}

function textList(title, items, className) {
  if (!items.length) return null;
  return el("section", { class: className }, el("h3", {}, title), el("ul", {}, ...items.map((item) => el("li", {}, inUnits(item)))));
}

// What the page has said above is not said again.
function newNotes(notes) {
  const said = new Set(DATA.notices.map((notice) => notice.message));
  return notes.map((note) => note.message).filter((message) => !said.has(message));
}

function workoutParts(workout) {
  const runner = workout.five_k_is_assumed ? TEXT.runnerAssumed : TEXT.runner;
  return [
    el("h2", { id: "workout-title" }, workout.title),
    workout.when ? el("p", { class: "hint" }, workout.when) : null,
    el("p", { class: "hint" }, runner(TEXT.level[workout.level], formatDuration(workout.five_k_s))),
    totals(workout.totals),
    workout.activation ? textList(TEXT.activation(workout.activation.title), workout.activation.lines, "activation") : null,
    ...workout.blocks.map(blockItem),
    textList(TEXT.cues, workout.cues, "cues"),
    textList(workout.hills.length === 1 ? TEXT.why : TEXT.whyRoute, workout.why, "why"),
    textList(TEXT.notes, newNotes(workout.notes), "notes"),
    fileList(DATA.files),
    textList(TEXT.sources, workout.sources, "sources"),
  ];
}

function startWorkout() {
  const { workout } = DATA;
  if (!workout) return;
  live(() => byId("workout").replaceChildren(...workoutParts(workout).filter(Boolean)));
  byId("workout").hidden = false;
  if (workout.hills.length !== 1) return;
  // A session on one hill is about that hill.
  choose("view", "hill");
  choose("hill", workout.hills[0], "start");
}
