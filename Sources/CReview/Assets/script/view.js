// The picture on the canvas: where it lies, how large, and its grey levels.
//
// Pixel (0, 0) has its centre at the column and row 0; pictures with oblong pixels are shown in their
// true shape when the scale is known.

import { byId } from "./elements.js";
import { emit, on, spacing } from "./store.js";

const canvas = byId("picture");
const stage = byId("stage");
const source = document.createElement("canvas");
const view = { scale: 1, x: 0, y: 0, isFitted: true };
const greys = { low: 0, high: 255 };
let picture = null;

/** Height of a pixel in widths. */
function aspect() {
  const scale = spacing();
  return scale ? scale.spacing_row_mm / scale.spacing_column_mm : 1;
}

export const toScreen = ([column, row]) =>
  [(column + 0.5) * view.scale + view.x, (row + 0.5) * view.scale * aspect() + view.y];

export const toPixel = ([x, y]) =>
  [(x - view.x) / view.scale - 0.5, (y - view.y) / (view.scale * aspect()) - 0.5];

export const pixelsPerUnit = () => view.scale;
export const pictureSize = () => picture && [picture.columns, picture.rows];

/** Takes a frame, {levels, columns, rows}; the place of the picture stays while its size does. */
export function show(frame) {
  const isNew = picture?.columns !== frame.columns || picture?.rows !== frame.rows;
  picture = frame;
  paintSource();
  if (isNew || view.isFitted) fit();
  else redraw();
}

export function clear() {
  picture = null;
  redraw();
}

function paintSource() {
  const { levels, columns, rows } = picture;
  const context = source.getContext("2d", { alpha: false });
  if (image?.width !== columns || image.height !== rows) {
    Object.assign(source, { width: columns, height: rows });
    image = context.createImageData(columns, rows);
  }
  const pixels = new Uint32Array(image.data.buffer);
  const table = greyTable();
  for (let index = 0; index < pixels.length; index++) pixels[index] = table[levels[index]];
  context.putImageData(image, 0, 0);
}
let image = null;

/** The colour of every level, as the bytes of a pixel. */
function greyTable() {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const grey = Math.max(0, Math.min(255, Math.round((level - greys.low) / (greys.high - greys.low) * 255)));
    return 0xff000000 | grey << 16 | grey << 8 | grey;
  });
}

export function redraw() {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(stage.clientWidth * ratio), Math.round(stage.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { alpha: false });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillRect(0, 0, width, height);
  if (picture) {
    context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale * aspect(), ratio * view.x, ratio * view.y);
    context.imageSmoothingEnabled = view.scale < 4;
    context.imageSmoothingQuality = view.scale * ratio < 0.5 ? "medium" : "low";
    context.drawImage(source, 0, 0);
  }
  emit("view");
}

export function fit() {
  if (!picture) return redraw();
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  view.scale = Math.min(width / picture.columns, height / (picture.rows * aspect()));
  view.x = (width - picture.columns * view.scale) / 2;
  view.y = (height - picture.rows * view.scale * aspect()) / 2;
  view.isFitted = true;
  redraw();
}

/** Magnifies by `factor` around a place on the screen. */
export function zoom(factor, [x, y] = [stage.clientWidth / 2, stage.clientHeight / 2]) {
  const scale = Math.max(0.05, Math.min(40, view.scale * factor));
  view.x = x - (x - view.x) * scale / view.scale;
  view.y = y - (y - view.y) * scale / view.scale;
  view.scale = scale;
  view.isFitted = false;
  redraw();
}

export function pan(x, y) {
  view.x += x;
  view.y += y;
  view.isFitted = false;
  redraw();
}

/** Shifts and stretches the grey levels, by pixels dragged: across for contrast, down for brightness. */
export function changeGreys(across, down) {
  const width = Math.max(8, Math.min(510, (greys.high - greys.low) * Math.exp(across / 300)));
  const centre = Math.max(0, Math.min(255, (greys.low + greys.high) / 2 + down * width / 600));
  greys.low = centre - width / 2;
  greys.high = centre + width / 2;
  if (!picture) return;
  paintSource();
  redraw();
}

export function resetGreys() {
  Object.assign(greys, { low: 0, high: 255 });
  if (!picture) return;
  paintSource();
  redraw();
}

export const greysAre = () =>
  greys.low === 0 && greys.high === 255 ? "" :
    `level ${Math.round((greys.low + greys.high) / 2)}, window ${Math.round(greys.high - greys.low)}`;

const renew = () => view.isFitted ? fit() : redraw();
new ResizeObserver(renew).observe(stage);

let shape = 1;
on("frame", () => {
  if (shape !== aspect()) renew();
  shape = aspect();
});
