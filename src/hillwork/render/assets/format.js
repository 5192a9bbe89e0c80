// SI numbers to words for people, by the rules of hillwork's units: as many digits as the error allows.
const DATA = JSON.parse(document.getElementById("hillwork-data").textContent);

const METRES_PER_MILE = 1609.344;
const METRES_PER_FOOT = 0.3048;
// Below a kilometre, or a fifth of a mile (about 1000 ft), the short unit reads better.
const UNITS = {
  metric: { long: "km", longM: 1000, short: "m", shortM: 1, shortBelowM: 1000 },
  imperial: { long: "mi", longM: METRES_PER_MILE, short: "ft", shortM: METRES_PER_FOOT, shortBelowM: 0.2 * METRES_PER_MILE },
};

// What distances and heights are shown in now.
function units() {
  return UNITS[chosen.units];
}

function formatDistance(metres) {
  const { long, longM, short, shortM, shortBelowM } = units();
  if (metres < shortBelowM) return `${(metres / shortM).toFixed(0)} ${short}`;
  const value = metres / longM;
  return `${value.toFixed(value < 10 ? 2 : 1)} ${long}`;
}

// The length of many ways: nobody walks them all.
function formatTotal(metres) {
  const value = metres / units().longM;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units().long}`;
}

// A round figure: no digits that are not there.
function formatRound(metres) {
  const { long, longM, short, shortM, shortBelowM } = units();
  return metres < shortBelowM ? `${(metres / shortM).toFixed(0)} ${short}` : `${Number((metres / longM).toFixed(2))} ${long}`;
}

// A place along the track, always in the long unit: neighbours are compared.
function formatPlace(metres) {
  return `${(metres / units().longM).toFixed(2)} ${units().long}`;
}

// From one unit of error a decimal says nothing; and no error is none.
function withError(value, sd, unit) {
  const error = Math.max(sd, 0.1);
  const digits = error < 0.95 ? 1 : 0;
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)} ${unit}`;
}

function formatHeight(metres, sd = null) {
  const { short, shortM } = units();
  const value = metres / shortM;
  return sd === null ? `${value.toFixed(0)} ${short}` : withError(value, sd / shortM, short);
}

// Less than a unit as a rule: a decimal is what tells a good source from a bad one.
function formatScatter(metres) {
  return metres === null ? TEXT.notKnown : `${(metres / units().shortM).toFixed(1)} ${units().short}`;
}

function formatGrade(grade, sd = null) {
  return (sd === null ? `${(100 * grade).toFixed(1)} %` : withError(100 * grade, 100 * sd, "%")).replace("-", "−");
}

function formatDuration(seconds) {
  const whole = Math.round(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

// Whole minutes; what takes a moment takes one.
function formatMinutes(seconds) {
  return TEXT.minutes(Math.max(1, Math.round(seconds / 60)));
}

// A share as a score of up to 100.
function formatScore(share) {
  return (100 * share).toFixed(0);
}

function formatBand(duration) {
  const [low, high] = [formatDuration(duration.low_s), formatDuration(duration.high_s)];
  return low === high ? low : `${low}–${high}`;
}

function formatShare(share) {
  return `${(100 * share).toFixed(0)} %`;
}

function hillSummary(hill) {
  return TEXT.hillSummary(formatDistance(hill.length_m), formatGrade(hill.grade, hill.grade_sd));
}

// The class of a gradient, as the colours have it.
const GRADE_EDGES = DATA.grade_edges;
const UNKNOWN_CLASS = GRADE_EDGES.length + 1;

function gradeClass(grade) {
  if (grade === null) return UNKNOWN_CLASS;
  // Rounded as gradients are told: 8 % is 8 %, however it was reckoned.
  const told = Math.round(grade * 1e4) / 1e4;
  const above = GRADE_EDGES.findIndex((edge) => told < edge);
  return above < 0 ? GRADE_EDGES.length : above;
}

// Sentences are written in metric units. Where the reader wants others their distances, heights and paces are told in those; race
// distances keep their names.
const NUMBER = "\\d+(?:\\.\\d+)?";
const QUANTITY = new RegExp(`(${NUMBER})(?:(-|–| ± )(${NUMBER}))? (km|m)\\b(?! in \\d)(?!/)`, "g");
const PACE = /(\d+):(\d\d) ?\/km\b/g;

function inUnits(sentence) {
  if (chosen.units === "metric") return sentence;
  const { longM, long } = units();
  const paces = sentence.replace(PACE, (_, minutes, seconds) => {
    return `${formatDuration(((60 * Number(minutes) + Number(seconds)) * longM) / UNITS.metric.longM)}/${long}`;
  });
  return paces.replace(QUANTITY, (_, first, joint, second, unit) => {
    const metres = (number) => Number(number) * (unit === "km" ? UNITS.metric.longM : 1);
    if (!joint) return formatDistance(metres(first));
    if (joint === " ± ") return formatHeight(metres(first), metres(second));
    const [low, high] = [first, second].map((number) => formatDistance(metres(number)));
    return `${low}${joint}${high}`;
  });
}
