// Profiles as the chart draws them: columns of distance, elevation, gradient and its class, and a place for each sample. That of a
// hill has more: its pieces with their gradients, and the band that its heights are known to.

// Distance along a line at each of its places, near enough for a page [m].
function distancesAlong(places) {
  const distances = [0];
  for (let i = 1; i < places.length; i++) distances.push(distances[i - 1] + map.distance(places[i - 1], places[i]));
  return distances;
}

// The places at shares of a line's length, in ascending order.
function placesAt(line, shares) {
  if (line.length < 2) return shares.map(() => line[0]);
  const distances = distancesAlong(line);
  const whole = distances.at(-1);
  let after = 1;
  return shares.map((share) => {
    while (after < line.length - 1 && distances[after] < share * whole) after++;
    const step = distances[after] - distances[after - 1];
    const part = step > 0 ? Math.min(1, Math.max(0, (share * whole - distances[after - 1]) / step)) : 0;
    return [0, 1].map((k) => line[after - 1][k] + part * (line[after][k] - line[after - 1][k]));
  });
}

// Height above the foot at a distance from it, between two samples, null where unknown [m].
function riseAt({ step_m, rise_cm }, length, metres) {
  const last = rise_cm.length - 1;
  const place = (i) => (i === last ? length : i * step_m);
  const before = Math.min(Math.floor(metres / step_m + 1e-6), Math.max(0, last - 1));
  const [low, high] = [rise_cm[before], rise_cm[Math.min(before + 1, last)]];
  if (low === null || high === null) return null;
  const span = place(Math.min(before + 1, last)) - place(before);
  return (low + (span > 0 ? ((metres - place(before)) / span) * (high - low) : 0)) / 100;
}

// Pieces of a hill from its foot, each with the rise at its ends and its gradient.
function piecesOf(hill) {
  const { piece_m, rise_sd_cm } = hill.rise;
  const pieces = [];
  for (let i = 0; i * piece_m < hill.length_m - 1e-6; i++) {
    const [start_m, end_m] = [i * piece_m, Math.min((i + 1) * piece_m, hill.length_m)];
    const [low, high] = [start_m, end_m].map((metres) => riseAt(hill.rise, hill.length_m, metres));
    const grade = low === null || high === null ? null : (high - low) / (end_m - start_m);
    const sd = [rise_sd_cm[i], rise_sd_cm[i + 1]].map((cm) => (cm ?? 0) / 100);
    pieces.push({ start_m, end_m, low, high, sd, grade, grade_class: gradeClass(grade) });
  }
  return pieces;
}

const hillProfiles = new Map();

function hillProfile(hill) {
  if (!hillProfiles.has(hill.id)) hillProfiles.set(hill.id, makeHillProfile(hill));
  return hillProfiles.get(hill.id);
}

function makeHillProfile(hill) {
  const { step_m, rise_cm, foot_elevation_m } = hill.rise;
  const pieces = piecesOf(hill);
  const last = rise_cm.length - 1;
  const distance_m = rise_cm.map((_, i) => (i === last ? hill.length_m : i * step_m));
  const piece = distance_m.map((metres) => pieces[Math.min(Math.floor(metres / hill.rise.piece_m + 1e-6), pieces.length - 1)] ?? null);
  return {
    hill: hill.id,
    distance_m,
    elevation_m: rise_cm.map((cm) => (cm === null ? null : foot_elevation_m + cm / 100)),
    grade: piece.map((one) => one?.grade ?? null),
    grade_class: piece.map((one) => one?.grade_class ?? UNKNOWN_CLASS),
    leg_starts: [0],
    places: placesAt(lineOf(hill), distance_m.map((metres) => metres / hill.length_m)),
    pieces,
    piece_grade_sd: hill.rise.piece_grade_sd,
    foot_elevation_m,
  };
}

function wayProfile(chart) {
  return { ...chart, hill: null, places: decodeLine(chart.places), pieces: [] };
}

// What is looked at decides what the chart shows: the way, or the chosen hill alone.
function startProfiles(way) {
  const show = () => {
    const hill = hillById(chosen.hill);
    const profile = hill && (chosen.view === "hill" || !way) ? hillProfile(hill) : way;
    if (profile === chosen.profile) return;
    choose("sample", null);
    choose("profile", profile);
  };
  watch("hill", show);
  watch("view", show);
  show();
}
