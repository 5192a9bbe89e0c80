// Every word the page says, out of the catalogue (`WORDS`, put before this): what takes values becomes a function of them.
function spoken(entry) {
  if (typeof entry === "string") return entry.includes("{0}") ? (...values) => filled(entry, values) : entry;
  if (Array.isArray(entry)) return entry.map(spoken);
  if (typeof entry !== "object") return entry;
  if ("other" in entry) return (...values) => filled(chosenForm(entry, values[0]), values);
  return Object.fromEntries(Object.entries(entry).map(([name, one]) => [name, spoken(one)]));
}

// Once over the text: what comes in with a value is not looked for places.
function filled(text, values) {
  return text.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

function chosenForm({ zero, one, other }, count) {
  return { 0: zero, 1: one }[count] ?? other;
}

const TEXT = spoken(WORDS);
