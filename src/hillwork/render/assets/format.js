// SI numbers to words for people, by the rules of hillwork's units: as many digits as the error allows.
const DATA = JSON.parse(document.getElementById("hillwork-data").textContent);
const IS_METRIC = DATA.units === "metric";

const METRES_PER_MILE = 1609.344;
const METRES_PER_FOOT = 0.3048;
const LONG_UNIT_M = IS_METRIC ? 1000 : METRES_PER_MILE;
const LONG_UNIT = IS_METRIC ? "km" : "mi";
const SHORT_UNIT_M = IS_METRIC ? 1 : METRES_PER_FOOT;
const SHORT_UNIT = IS_METRIC ? "m" : "ft";
// Below a kilometre, or a fifth of a mile (about 1000 ft), the short unit reads better.
const SHORT_BELOW_M = IS_METRIC ? 1000 : 0.2 * METRES_PER_MILE;

function formatDistance(metres) {
  if (metres < SHORT_BELOW_M) return `${(metres / SHORT_UNIT_M).toFixed(0)} ${SHORT_UNIT}`;
  const value = metres / LONG_UNIT_M;
  return `${value.toFixed(value < 10 ? 2 : 1)} ${LONG_UNIT}`;
}

// The length of many ways: nobody walks them all.
function formatTotal(metres) {
  const value = metres / LONG_UNIT_M;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${LONG_UNIT}`;
}

// A round figure: no digits that are not there.
function formatRound(metres) {
  const [unit, name] = metres < SHORT_BELOW_M ? [SHORT_UNIT_M, SHORT_UNIT] : [LONG_UNIT_M, LONG_UNIT];
  return `${Number((metres / unit).toFixed(2))} ${name}`;
}

// A place along the track, always in the long unit: neighbours are compared.
function formatPlace(metres) {
  return `${(metres / LONG_UNIT_M).toFixed(2)} ${LONG_UNIT}`;
}

// From one unit of error a decimal says nothing; and no error is none.
function withError(value, sd, unit) {
  const error = Math.max(sd, 0.1);
  const digits = error < 0.95 ? 1 : 0;
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)} ${unit}`;
}

function formatHeight(metres, sd = null) {
  const value = metres / SHORT_UNIT_M;
  return sd === null ? `${value.toFixed(0)} ${SHORT_UNIT}` : withError(value, sd / SHORT_UNIT_M, SHORT_UNIT);
}

// Less than a unit as a rule: a decimal is what tells a good source from a bad one.
function formatScatter(metres) {
  return metres === null ? TEXT.notKnown : `${(metres / SHORT_UNIT_M).toFixed(1)} ${SHORT_UNIT}`;
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
