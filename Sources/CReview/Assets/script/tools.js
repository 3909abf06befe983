// What the mouse does in the picture.

import { byId, make } from "./elements.js";
import { curved, dragged, handlesOf, length, nearest, rounded, smoothed, withVertex, withoutHandle } from "./contour.js";
import { clearLive, drawAll, live } from "./drawing.js";
import { edit } from "./edits.js";
import { chosenNerve, emit, nerves, on, state } from "./store.js";
import { changeGreys, pan, pictureSize, pixelsPerUnit, toPixel, toScreen, zoom } from "./view.js";

const stage = byId("stage");

const tools = {
  point: ["Point", "p", "Click in a nerve: its outline is found. Drag an outline to push it. Shift adds."],
  box: ["Box", "b", "Drag a box around a nerve. Shift adds."],
  points: ["Points", "e", "Drag points of the outline; click the line to add one; Delete or Alt-click removes."],
  draw: ["Draw", "o", "Drag around a nerve, or click corners and end with Enter. Shift adds."],
  ruler: ["Ruler", "r", "Click the two ends of a known length on the ruler of the picture."],
  hand: ["Move", "h", "Drag the picture; the wheel with Ctrl magnifies."],
  window: ["Grey", "w", "Drag up or down for brightness, across for contrast."],
};

for (const [name, [label, key]] of Object.entries(tools)) {
  const button = make("button", { type: "button", "data-tool": name, title: `${label} (${key})` }, label);
  button.addEventListener("click", () => choose(name));
  byId("tools").append(button);
}

export function choose(name) {
  state.tool = name;
  live.handle = null;
  stage.dataset.tool = name;
  byId("hint").textContent = tools[name][2];
  for (const button of byId("tools").children) {
    button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  }
  clearLive();
  emit("tool");
}

export const toolKeys = Object.fromEntries(Object.entries(tools).map(([name, [, key]]) => [key, name]));

const onScreen = (event) => {
  const box = stage.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

/** A place that the frame has. */
function inside([column, row]) {
  const [columns, rows] = pictureSize();
  return [Math.max(-0.5, Math.min(columns - 0.5, column)), Math.max(-0.5, Math.min(rows - 0.5, row))];
}

/** How near the mouse must be to an outline to take it, in pixels of the screen: the inside of a small one stays free. */
function grasp(outline) {
  const extents = [0, 1].map((axis) => {
    const values = outline.map((vertex) => vertex[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  return Math.min(7, 0.2 * Math.min(...extents) * pixelsPerUnit());
}

/** The outline under the mouse. */
function outlineAt(point) {
  if (!state.showsOutlines) return null;
  let best = null;
  for (const nerve of nerves()) {
    const near = nearest(nerve.outline_px, point);
    if (near.distance * pixelsPerUnit() <= grasp(nerve.outline_px) && near.distance < (best?.near.distance ?? Infinity)) {
      best = { nerve, near };
    }
  }
  return best;
}

/** What the pressed mouse does: where it began, and of an outline that is pushed the vertices then. */
let drag = null;

function begin(event) {
  if (!pictureSize()) return;
  stage.focus({ preventScroll: true });
  const screen = onScreen(event);
  const point = toPixel(screen);
  drag = { screen, last: screen, point, moved: false, adds: event.shiftKey };
  drag.kind = kindOf(event, point);
  stage.setPointerCapture(event.pointerId);
  event.preventDefault();
}

/** What a press begins: the buttons on the right and in the middle are always grey levels and moving. */
function kindOf(event, point) {
  if (event.button === 2) return "window";
  if (event.button === 1 || state.tool === "hand") return "hand";
  if (state.tool === "points") return grabHandle(event, point) ?? "none";
  if (state.tool === "point") {
    const hit = outlineAt(point);
    if (hit && !event.shiftKey) return grab(hit);
  }
  return state.tool;
}

function grab({ nerve, near }) {
  const { vertices, index } = withVertex(nerve.outline_px, near.edge, near.place);
  Object.assign(drag, { rank: nerve.rank, start: vertices, index, isNew: true });
  pick(nerve.rank);
  return "push";
}

function grabHandle(event, point) {
  const nerve = chosenNerve();
  if (!nerve) return null;
  const vertices = nerve.outline_px;
  const handles = handlesOf(vertices, pixelsPerUnit());
  const [x, y] = toScreen(point);
  const hit = handles.find((index) => {
    const [a, b] = toScreen(vertices[index]);
    return Math.hypot(a - x, b - y) <= 9;
  });
  if (hit !== undefined) {
    live.handle = hit;
    if (event.altKey) {
      removeHandle();
      return "none";
    }
    Object.assign(drag, { rank: nerve.rank, start: vertices, index: hit });
    return "push";
  }
  const near = outlineAt(point);
  return near && grab(near);
}

/** How far along the outline a drag is felt: an eighth of it, and less when fine work is done. */
function reach(event) {
  return length(drag.start) / (event.altKey ? 24 : 8);
}

const moves = {
  hand: (event, screen) => pan(screen[0] - drag.last[0], screen[1] - drag.last[1]),
  window: (event, screen) => changeGreys(screen[0] - drag.last[0], screen[1] - drag.last[1]),
  push(event, screen) {
    const point = toPixel(screen);
    const shift = [point[0] - drag.point[0], point[1] - drag.point[1]];
    live.nerve = drag.rank;
    live.vertices = dragged(drag.start, drag.index, shift, reach(event)).map(inside);
    drawAll();
  },
  box(event, screen) {
    live.box = boxBetween(inside(drag.point), inside(toPixel(screen)));
    drawAll();
  },
  draw(event, screen) {
    const points = event.getCoalescedEvents?.() ?? [event];
    drag.path ??= [inside(drag.point)];
    for (const each of points) drag.path.push(inside(toPixel(onScreen(each))));
    live.path = drag.path;
    drawAll();
  },
  ruler() {},
  point() {},
  none() {},
};

function move(event) {
  const screen = onScreen(event);
  if (!drag) {
    if (live.line?.length === 2 && live.isOpen) {
      live.line = [live.line[0], toPixel(screen)];
      drawAll();
    }
    const near = ["point", "points"].includes(state.tool) && pictureSize() && outlineAt(toPixel(screen));
    stage.classList.toggle("near", Boolean(near));
    return;
  }
  drag.moved ||= Math.hypot(screen[0] - drag.screen[0], screen[1] - drag.screen[1]) > 3;
  if (drag.moved) moves[drag.kind](event, screen);
  drag.last = screen;
}

const ends = {
  push() {
    const { rank, start, isNew, moved } = drag;
    if (moved && live.vertices) return edit("outline", { rank, outline: rounded(live.vertices) }).then(settle);
    // A click on the line adds a point there; a click on a point chooses it.
    if (isNew && state.tool === "points") return edit("outline", { rank, outline: rounded(start) });
    return drawAll();
  },
  point() {
    if (drag.moved) return;
    const [column, row] = toPixel(drag.screen);
    edit("search", { point: { column, row }, adds: drag.adds });
  },
  box() {
    if (live.box) edit("search", { box: live.box, adds: drag.adds }).then(settle);
  },
  draw() {
    if (drag.path?.length > 8) return finish(smoothed(drag.path, 4 / pixelsPerUnit()), drag.adds);
    corners.push(inside(drag.point));
    live.path = corners;
    return drawAll();
  },
  ruler() {
    const point = inside(drag.point);
    if (!live.isOpen) {
      Object.assign(live, { line: [point, point], isOpen: true });
      return drawAll();
    }
    live.isOpen = false;
    live.line = [live.line[0], point];
    drawAll();
    return askLength();
  },
};

function end() {
  if (!drag) return;
  const { kind } = drag;
  ends[kind]?.();
  drag = null;
}

let corners = [];

/** Ends an outline of clicked corners. */
export function endCorners() {
  if (corners.length < 3) return;
  finish(curved(corners).map(inside), false);
}

function finish(vertices, adds) {
  corners = [];
  const replaces = adds ? null : nerves().length ? chosenNerve().rank : null;
  return edit("outline", { rank: replaces, outline: rounded(vertices) }).then(settle);
}

/** Drops what was drawn by hand once the server has it, unless the next is being drawn. */
function settle() { if (!drag) clearLive(); }

/** The chosen point to drag, or else the chosen outline. */
export function remove() {
  if (state.tool === "points" && live.handle !== null) return removeHandle();
  const nerve = chosenNerve();
  return nerve && edit("remove", { rank: nerve.rank });
}

function removeHandle() {
  const nerve = chosenNerve();
  const vertices = nerve.outline_px;
  const fewer = withoutHandle(vertices, handlesOf(vertices, pixelsPerUnit()), live.handle);
  live.handle = null;
  if (fewer.length < vertices.length) return edit("outline", { rank: nerve.rank, outline: rounded(fewer) });
  return drawAll();
}

function boxBetween([a, b], [c, d]) {
  const [left, right] = [Math.min(a, c), Math.max(a, c)].map(Math.round);
  const [top, bottom] = [Math.min(b, d), Math.max(b, d)].map(Math.round);
  const [columns, rows] = pictureSize();
  const [column, row] = [Math.max(0, left), Math.max(0, top)];
  return { column, row, columns: Math.max(1, Math.min(columns - 1, right) - column + 1),
    rows: Math.max(1, Math.min(rows - 1, bottom) - row + 1) };
}

function askLength() {
  const dialog = byId("ruler-dialog");
  const [start, finishing] = live.line;
  const pixels = Math.hypot(finishing[0] - start[0], finishing[1] - start[1]);
  const tell = () => {
    const millimetres = Number(byId("ruler-length").value) / pixels;
    byId("ruler-result").textContent = `${pixels.toFixed(1)} pixels: ${millimetres.toFixed(5)} mm per pixel`;
  };
  byId("ruler-length").oninput = tell;
  tell();
  dialog.onclose = () => {
    if (dialog.returnValue === "take") {
      edit("ruler", { ends: [start, finishing], millimetres: Number(byId("ruler-length").value) });
    }
    clearLive();
  };
  dialog.returnValue = "";
  dialog.showModal();
  byId("ruler-length").select();
}

export function pick(rank) {
  state.chosen = rank;
  emit("chosen");
}

/** The cross that the keyboard moves. */
export function moveCross(columns, rows) {
  const [width, height] = pictureSize() ?? [0, 0];
  live.cross = inside(live.cross ? [live.cross[0] + columns, live.cross[1] + rows] : [width / 2, height / 2]);
  drawAll();
}

/** Looks for the nerve at the cross; false when there is none. */
export function pointAtCross() {
  if (!live.cross) return false;
  const [column, row] = live.cross;
  live.cross = null;
  edit("search", { point: { column, row } });
  return true;
}

export function dropAll() {
  corners = [];
  live.isOpen = false;
  live.cross = null;
  live.handle = null;
  clearLive();
}

stage.addEventListener("pointerdown", begin);
stage.addEventListener("pointermove", move);
stage.addEventListener("pointerup", end);
stage.addEventListener("pointercancel", () => { drag = null; clearLive(); });
stage.addEventListener("contextmenu", (event) => event.preventDefault());
stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (event.ctrlKey || event.shiftKey || !byId("cine").checkVisibility()) {
    zoom(Math.exp(-(event.deltaY || event.deltaX) / 400), onScreen(event));
  } else {
    emit("step", Math.sign(event.deltaY));
  }
}, { passive: false });
on("place", dropAll);
