// Codes and numbers for readers.

const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

function wordsOf(list, code) {
  const entry = data.facts[list].find((entry) => entry.code === code);
  return entry ? entry.words : plainWords(code);
}

/** "spacingFromOperator" is "spacing from operator". */
const plainWords = (code) =>
  code.replace(/_/g, " ").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase());

const fixed = (value, decimals) => value.toFixed(decimals);

/** "52.3 mm² [47.0–58.0]"; in pixels where there is no scale; null without an area. */
function areaText(nerve) {
  if (nerve.area !== null) return `${fixed(nerve.area, 1)} mm²${interval(nerve.low, nerve.high, 1)}`;
  if (nerve.pixelArea === null) return null;
  return `${fixed(nerve.pixelArea, 0)} px${interval(nerve.pixelLow, nerve.pixelHigh, 0)}`;
}

function interval(low, high, decimals) {
  return low === null || high === null ? "" : ` [${fixed(low, decimals)}–${fixed(high, decimals)}]`;
}

const axesText = (nerve) =>
  nerve.long === null || nerve.short === null
    ? null : `${fixed(nerve.long, 1)} × ${fixed(nerve.short, 1)} mm`;

const nameOf = (row) => row.frame !== null && framesOf(row) > 1
  ? `${row.input}, frame ${row.frame}` : row.input;

/** How many items of the study come from the same file. */
function framesOf(row) {
  const study = data.byStudy.get(row.study) ?? [];
  return study.reduce((count, other) => count + (other.input === row.input ? 1 : 0), 0);
}

const placeOf = (row) =>
  [row.side?.replace(",", " and "), row.level && wordsOf("levels", row.level)].filter(Boolean).join(", ");
