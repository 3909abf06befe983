// The study around an item: left beside right, and its other frames.

const stripLength = 24;

function studyParts(row) {
  const study = data.byStudy.get(row.study) ?? [];
  return [sidesPart(study), study.length > 1 ? stripPart(study, row) : null];
}

/** The frame of each side with the most confident nerve, and how far areas of the side reach. */
function sidesPart(study) {
  const sides = ["left", "right"].map((side) => ({
    side, rows: study.filter((row) => row.side === side && row.nerves.length),
  }));
  if (sides.some((entry) => !entry.rows.length)) return null;
  return make("section", {}, make("h3", {}, "Left and right"),
    make("div.sides", {}, sides.map(sideFigure)),
    make("p.note", {}, "Side by side for the eye; no difference is judged here."));
}

function sideFigure({ side, rows }) {
  const best = rows.reduce((best, row) =>
    (row.nerves[0].confidence ?? 0) > (best.nerves[0].confidence ?? 0) ? row : best);
  const areas = rows.map((row) => row.nerves[0].area).filter((area) => area !== null);
  const reach = areas.length > 1
    ? `; areas of ${areas.length} frames from ${fixed(Math.min(...areas), 1)} to `
      + `${fixed(Math.max(...areas), 1)} mm²` : "";
  return make("figure", {},
    best.overlay ? make("a", { href: itemAddress(best) },
      picture("thumb", best.overlay, `${side}: ${nameOf(best)}`)) : null,
    make("figcaption", {}, make("strong", {}, side), best.level ? `, ${wordsOf("levels", best.level)}` : "",
      `: ${areaText(best.nerves[0]) ?? "no area"}${reach}`));
}

function stripPart(study, row) {
  const place = study.indexOf(row);
  const start = Math.max(0, Math.min(place - stripLength / 2, study.length - stripLength));
  const shown = study.slice(start, start + stripLength);
  const range = study.length > stripLength
    ? ` (${start + 1}–${start + shown.length} of ${study.length})` : ` (${study.length})`;
  return make("section", {}, make("h3", {}, `Frames of this study${range}`),
    make("ul.strip", {}, shown.map((other) => make("li", {},
      make("a", { href: itemAddress(other), "aria-current": other === row ? "true" : null },
        other.overlay ? picture("thumb", other.overlay, "") : null,
        stripWords(other), " ", stateElement(other.status))))));
}

const stripWords = (row) =>
  row.frame === null || framesOf(row) === 1 ? row.input.split("/").at(-1) : `frame ${row.frame}`;
