// Frames of a cine: play, step, and the curve of the area.

import { byId, draw } from "./elements.js";
import { emit, inputOf, on, state } from "./store.js";

const count = () => inputOf()?.frames.length ?? 1;
let timer = null;

export const isPlaying = () => timer !== null;

export function play() {
  if (count() < 2) return;
  if (isPlaying()) return stop();
  byId("play").textContent = "Stop";
  const next = async () => {
    const began = performance.now();
    await state.goTo({ ...state.place, frame: state.place.frame % count() + 1 });
    if (timer === null) return;
    timer = setTimeout(next, Math.max(0, 1000 / Number(byId("rate").value) - (performance.now() - began)));
  };
  timer = setTimeout(next, 0);
}

export function stop() {
  if (!isPlaying()) return;
  clearTimeout(timer);
  timer = null;
  byId("play").textContent = "Play";
  emit("settle");
}

export function step(by) {
  if (!state.place) return;
  stop();
  const frame = Math.max(1, Math.min(count(), state.place.frame + by));
  if (frame !== state.place.frame) state.goTo({ ...state.place, frame });
}

function showPlace() {
  byId("cine").hidden = count() < 2;
  byId("frame").max = count();
  byId("frame").value = state.place.frame;
  byId("frame-number").textContent = `${state.place.frame} of ${count()}`;
  drawCurve();
}

export function drawCurve() {
  if (count() < 2 || !state.study) return;
  const svg = byId("curve");
  const [width, height] = [svg.clientWidth, svg.clientHeight];
  const frames = inputOf().frames;
  const values = frames.flatMap((frame) => [frame.automatic?.value, frame.area?.value])
    .filter((value) => value !== undefined);
  const top = Math.max(...values, 0) * 1.1 || 1;
  const x = (index) => 44 + (width - 52) * (frames.length < 2 ? 0 : index / (frames.length - 1));
  const y = (value) => 14 + (height - 32) * (1 - value / top);
  const line = (key, style) => draw(`path.${style}`, { d: frames.map((frame, index) => frame[key]
    ? `${index && frames[index - 1][key] ? "L" : "M"}${x(index).toFixed(1)} ${y(frame[key].value).toFixed(1)}h.01` : "").join("") });
  const marks = frames.map((frame, index) => {
    const style = frame.verdict === "rejected" ? "rejected" : frame.verdict ? "read" : frame.changed ? "changed" : null;
    return style && draw(`circle.${style}`, { cx: x(index).toFixed(1), cy: height - 12 });
  }).filter(Boolean);
  const unit = frames.find((frame) => frame.area)?.area.unit === "mm2" ? "mm²" : "px";
  svg.replaceChildren(
    draw("path.grid", { d: `M44 ${y(0)}H${width - 8}M44 ${y(top / 1.1)}H${width - 8}` }),
    draw("text", { x: 40, y: y(top / 1.1) + 4, "text-anchor": "end" }, values.length ? (top / 1.1).toFixed(0) : ""),
    draw("text", { x: 40, y: y(0) + 4, "text-anchor": "end" }, values.length ? unit : ""),
    line("automatic", "automatic"), line("area", "current"), ...marks,
    draw("path.at", { d: `M${x(state.place.frame - 1)} 8V${height - 6}` }));
}

byId("curve").addEventListener("pointerdown", (event) => {
  const box = byId("curve").getBoundingClientRect();
  const share = (event.clientX - box.left - 44) / (box.width - 52);
  stop();
  const frame = Math.max(1, Math.min(count(), Math.round(share * (count() - 1)) + 1));
  state.goTo({ ...state.place, frame });
});
byId("play").addEventListener("click", play);
byId("before").addEventListener("click", () => step(-1));
byId("after").addEventListener("click", () => step(1));
byId("frame").addEventListener("input", () => step(Number(byId("frame").value) - state.place.frame));
on("place", showPlace);
on("study", drawCurve);
on("step", step);
new ResizeObserver(drawCurve).observe(byId("curve"));
