// What is drawn over the picture: outlines, seeds, points to drag, scale bar.

import { byId, draw } from "./elements.js";
import { chosenNerve, inputOf, nerves, on, spacing, state } from "./store.js";
import { handlesOf } from "./contour.js";
import { greysAre, pixelsPerUnit, toScreen } from "./view.js";

const svg = byId("drawing");

/** Drawn while the mouse is down, or by the tool in hand: {outline}, {box}, {line}, {path}. */
export const live = { nerve: null, vertices: null, box: null, line: null, path: null, handle: null, cross: null };

export function clearLive() {
  Object.assign(live, { nerve: null, vertices: null, box: null, line: null, path: null });
  drawAll();
}

const text = (number) => number.toFixed(1);
const points = (vertices) => vertices.map((vertex) => toScreen(vertex).map(text).join(",")).join(" ");

function outline(vertices, style) {
  return [draw("polygon.shade", { points: points(vertices) }),
    draw(`polygon.${style}`, { points: points(vertices) })];
}

export function drawAll() {
  const marks = [];
  if (isOfPicture() && state.showsOutlines) marks.push(...outlines(), ...seeds(), ...handles());
  marks.push(...inHand(), ...scaleBar());
  svg.replaceChildren(...marks.flat());
  const slice = inputOf()?.is_series ? state.frame?.input_name ?? "" : "";
  byId("place").textContent = [slice, greysAre()].filter(Boolean).join("\n");
}

/** Whether the result that is known is that of the picture. */
const isOfPicture = () => ["study", "input", "frame"].every((key) => state.frame?.[key] === state.place?.[key])
  && state.frame !== null;

function outlines() {
  const marks = [];
  const automatic = state.frame.automatic?.nerves ?? [];
  // A point in one slice of a series changes the others.
  const isHelped = state.frame.seeds.length > 0 || nerves().some((nerve) => nerve.provenance !== "automatic");
  if (isHelped) {
    for (const nerve of automatic) marks.push(draw("polygon.outline.ghost", { points: points(nerve.outline_px) }));
  }
  const chosen = chosenNerve();
  for (const nerve of nerves()) {
    const vertices = live.nerve === nerve.rank && live.vertices ? live.vertices : nerve.outline_px;
    const style = `outline.${nerve.provenance}${nerve === chosen ? ".chosen" : ""}`;
    marks.push(...outline(vertices, style));
    if (nerves().length > 1 || inputOf()?.is_series) marks.push(nerveLabel(nerve, vertices));
  }
  return marks;
}

/** The rank; in a series side and levels, which were found. */
function nerveLabel(nerve, vertices) {
  const top = vertices.reduce((best, vertex) => vertex[1] < best[1] ? vertex : best);
  const [x, y] = toScreen(top);
  const words = inputOf()?.is_series && nerve.side
    ? [nerve.side, ...(nerve.levels ?? []).map((level) => level.replaceAll("_", " "))].join(", ") : String(nerve.rank);
  return draw("text", { x: text(x + 4), y: text(y - 6) }, words);
}

function seeds() {
  return state.frame.seeds.map((seed) => {
    if (seed.point) {
      const [x, y] = toScreen([seed.point.column, seed.point.row]);
      return draw("path.seed", { d: `M${x - 7} ${y}h14M${x} ${y - 7}v14` });
    }
    return seed.box ? box(seed.box) : null;
  }).filter(Boolean);
}

function box({ column, row, columns, rows }) {
  const [left, top] = toScreen([column - 0.5, row - 0.5]);
  const [right, bottom] = toScreen([column + columns - 0.5, row + rows - 0.5]);
  return draw("rect.rubber", { x: text(left), y: text(top), width: text(right - left), height: text(bottom - top),
    "stroke-dasharray": "6 4" });
}

function handles() {
  const nerve = chosenNerve();
  if (state.tool !== "points" || !nerve) return [];
  const vertices = live.nerve === nerve.rank && live.vertices ? live.vertices : nerve.outline_px;
  return handlesOf(vertices, pixelsPerUnit()).map((index) => {
    const [x, y] = toScreen(vertices[index] ?? vertices[0]);
    return draw(`circle.handle${index === live.handle ? ".chosen" : ""}`, { cx: text(x), cy: text(y) });
  });
}

function inHand() {
  const marks = [];
  if (live.box) marks.push(box(live.box));
  if (live.line) {
    const [[a, b], [c, d]] = live.line.map(toScreen);
    marks.push(draw("path.ruler", { d: `M${a} ${b}L${c} ${d}` }));
    for (const [x, y] of [[a, b], [c, d]]) marks.push(draw("circle.ruler", { cx: x, cy: y, r: 4 }));
  }
  if (live.path?.length) marks.push(draw("polyline.rubber", { points: points(live.path) }));
  if (live.cross) {
    const [x, y] = toScreen(live.cross);
    marks.push(draw("path.cross", { d: `M${x - 14} ${y}h9m10 0h9M${x} ${y - 14}v9m0 10v9` }));
  }
  return marks;
}

/** The longest of 1, 2, 5, 10 … mm that takes at most a quarter of the width. */
function scaleBar() {
  const scale = spacing();
  if (!scale) return [];
  const perMillimetre = pixelsPerUnit() / scale.spacing_column_mm;
  const width = byId("stage").clientWidth;
  const length = [100, 50, 20, 10, 5, 2, 1, 0.5].find((each) => each * perMillimetre <= width / 4);
  if (!length) return [];
  const [right, bottom] = [width - 24, byId("stage").clientHeight - 24];
  const left = right - length * perMillimetre;
  return [draw("path.scale-bar", { d: `M${text(left)} ${bottom - 6}v6H${right}v-6` }),
    draw("text", { x: text((left + right) / 2), y: bottom - 10, "text-anchor": "middle" }, `${length} mm`)];
}

on("view frame chosen tool", drawAll);
