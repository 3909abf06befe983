// MR series: coronal, sagittal and straightened views beside the slice, linked by a place in the patient.
//
// Places are [left, posterior, superior] in millimetres, as DICOM has them.

import { getSeries, getView } from "./api.js";
import { byId, make } from "./elements.js";
import { inputOf, nerves, on, state } from "./store.js";
import { toPixel } from "./view.js";

/** The open series: its geometry, the paths, and the place that all views show. */
const series = { key: null, data: null, place: null, version: null };

const panels = ["coronal", "sagittal", "right", "left"].map((name) => {
  const canvas = make("canvas", { tabindex: "0", role: "img", "aria-label": `${name} view; a click goes there` });
  const figure = make("figure", { class: `view ${name}` }, canvas, make("figcaption"));
  byId("views").append(figure);
  return { name, canvas, caption: figure.lastChild, figure, view: null, asked: null };
});

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a, b) => a.map((value, index) => value - b[index]);
const plus = (a, b, factor) => a.map((value, index) => value + factor * b[index]);

/** The place under a pixel of a slice, counted from 1. */
function placeOf([column, row], frame) {
  const { data } = series;
  return plus(plus(data.origins[frame - 1], data.along_row, column * data.column_mm), data.along_column, row * data.row_mm);
}

/** The slice nearest to a place, counted from 1. */
function sliceAt(place) {
  const { data } = series;
  const [a, b] = [data.along_row, data.along_column];
  const normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  let best = { distance: Infinity, frame: 1 };
  data.origins.forEach((origin, index) => {
    const distance = Math.abs(dot(minus(place, origin), normal));
    if (distance < best.distance) best = { distance, frame: index + 1 };
  });
  return best.frame;
}

const isOpen = () => Boolean(state.study && inputOf()?.is_series);
const keyOf = (place) => `${place.study}/${place.input}`;
const pathOf = (side) => series.data?.nerves?.find((nerve) => nerve.side === side)?.path ?? null;

/** Takes what is known of the series anew when the study has changed. */
async function refresh() {
  byId("views").hidden = !isOpen();
  document.body.classList.toggle("series", isOpen());
  if (!isOpen()) return;
  const key = keyOf(state.place);
  if (series.key === key && series.version === state.study.version && series.data?.nerves) return follow();
  const version = state.study.version;
  const data = await getSeries(state.place).catch(() => null);
  if (!data || !isOpen() || keyOf(state.place) !== key) return;
  const isNew = series.key !== key;
  Object.assign(series, { key, version, data });
  if (isNew) series.place = null;
  for (const panel of panels) panel.asked = null;
  follow();
}

/** The place goes with the slice: along the nerve where there is one. */
function follow() {
  if (!isOpen() || !series.data) return;
  const { frame } = state.place;
  if (!series.place || sliceAt(series.place) !== frame) {
    const outline = state.frame?.frame === frame ? nerves()[0]?.outline_px : null;
    const middle = outline
      ? outline.reduce((sum, vertex) => [sum[0] + vertex[0] / outline.length, sum[1] + vertex[1] / outline.length], [0, 0])
      : null;
    const centre = placeOf(middle ?? [series.data.columns / 2, series.data.rows / 2], frame);
    series.place = series.place && !middle ? [series.place[0], series.place[1], centre[2]] : centre;
  }
  show();
}

const depths = { coronal: () => series.place[1], sagittal: () => series.place[0] };

async function show() {
  for (const panel of panels) {
    const number = depths[panel.name] ? Math.round(depths[panel.name]() * 10) : 0;
    const asked = `${series.key}/${series.version}/${number}`;
    if (panel.asked === asked) { paint(panel); continue; }
    panel.asked = asked;
    getView(state.place, panel.name, number).then((view) => {
      if (panel.asked !== asked) return;
      if (!view) panel.asked = null;
      panel.view = view;
      paint(panel);
    }, () => { panel.asked = null; });
  }
}

/** From a place to a pixel of a panel, and back. */
function onPanel(panel, place) {
  const { view, name } = panel;
  if (!view.origin) {
    const path = pathOf(name);
    let best = { distance: Infinity, row: 0 };
    (path ?? []).forEach((station, index) => {
      const distance = Math.hypot(...minus(station, place));
      if (distance < best.distance) best = { distance, row: index / view.step };
    });
    return [null, best.row, best.distance];
  }
  const across = name === "coronal" ? 0 : 1;
  return [(place[across] - view.origin[across]) / view.step, (view.origin[2] - place[2]) / view.step, 0];
}

function fromPanel(panel, [column, row]) {
  const { view, name } = panel;
  if (!view.origin) {
    const path = pathOf(name);
    return path && path[Math.max(0, Math.min(path.length - 1, Math.round(row * view.step)))];
  }
  const place = [...series.place];
  place[name === "coronal" ? 0 : 1] = view.origin[name === "coronal" ? 0 : 1] + column * view.step;
  place[2] = view.origin[2] - row * view.step;
  return place;
}

const titles = { coronal: "coronal (R left)", sagittal: "sagittal (front left)", right: "right nerve, straight", left: "left nerve, straight" };
const colours = { left: "#4dccff", right: "#ff9940" };

function paint(panel) {
  const { view, canvas } = panel;
  panel.figure.hidden = !view;
  if (!view) return;
  Object.assign(canvas, { width: view.columns, height: view.rows });
  const context = canvas.getContext("2d", { alpha: false });
  const image = context.createImageData(view.columns, view.rows);
  new Uint32Array(image.data.buffer).set(Uint32Array.from(view.levels, (grey) => 0xff000000 | grey << 16 | grey << 8 | grey));
  context.putImageData(image, 0, 0);
  context.lineWidth = 1;
  for (const nerve of view.origin ? series.data.nerves ?? [] : []) {
    context.strokeStyle = colours[nerve.side];
    context.beginPath();
    nerve.path.forEach((station, index) => {
      const [column, row] = onPanel(panel, station);
      context[index ? "lineTo" : "moveTo"](column + 0.5, row + 0.5);
    });
    if (panel.name === "coronal" || Math.sign(nerve.path[0][0] - series.data.middle[0]) === Math.sign(series.place[0] - series.data.middle[0])) context.stroke();
  }
  const [column, row, distance] = onPanel(panel, series.place);
  if (distance < 40) {
    context.strokeStyle = "#ffffff";
    context.globalAlpha = 0.7;
    context.beginPath();
    context.moveTo(0, row + 0.5);
    context.lineTo(view.columns, row + 0.5);
    if (column !== null) {
      context.moveTo(column + 0.5, 0);
      context.lineTo(column + 0.5, view.rows);
    }
    context.stroke();
  }
  panel.caption.textContent = titles[panel.name];
}

function go(panel, event) {
  const box = panel.canvas.getBoundingClientRect();
  const { columns, rows } = panel.view;
  // The picture keeps its shape inside the canvas.
  const scale = Math.min(box.width / columns, box.height / rows);
  const pixel = [(event.clientX - box.left - (box.width - columns * scale) / 2) / scale - 0.5,
    (event.clientY - box.top - (box.height - rows * scale) / 2) / scale - 0.5];
  const place = fromPanel(panel, pixel);
  if (!place) return;
  series.place = place;
  const frame = sliceAt(place);
  if (frame !== state.place.frame) state.goTo({ ...state.place, frame });
  show();
}

for (const panel of panels) {
  panel.canvas.addEventListener("pointerdown", (event) => {
    panel.canvas.setPointerCapture(event.pointerId);
    go(panel, event);
  });
  panel.canvas.addEventListener("pointermove", (event) => {
    if (event.buttons & 1) go(panel, event);
  });
}

byId("stage").addEventListener("pointerup", (event) => {
  if (!isOpen() || !series.data || event.button !== 0) return;
  const box = byId("stage").getBoundingClientRect();
  series.place = placeOf(toPixel([event.clientX - box.left, event.clientY - box.top]), state.place.frame);
  show();
});

on("place study frame", () => refresh());
