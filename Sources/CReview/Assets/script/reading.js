// What the reader says: verdict, comment, side, level, scale; and the time it took.

import { postTime } from "./api.js";
import { byId, make, words } from "./elements.js";
import { edit } from "./edits.js";
import { emit, on, record, spacing, state } from "./store.js";

const levels = ["piriformis", "obturator_internus_gemelli", "quadratus_femoris", "ischial_tunnel", "subgluteal",
  "thigh", "popliteal"];
for (const level of levels) byId("level").append(make("option", { value: level }, words(level)));

export function judge(verdict) {
  if (!state.frame) return Promise.resolve(false);
  return edit("verdict", { value: state.frame.verdict === verdict ? null : verdict });
}

/** Accepts the frame; what was accepted stays so. */
export const accept = () => state.frame?.verdict === "accepted"
  ? Promise.resolve(true) : edit("verdict", { value: "accepted" });

byId("accept").addEventListener("click", () => judge("accepted"));
byId("reject").addEventListener("click", () => judge("rejected"));

byId("comment").addEventListener("change", () => edit("comment", { value: byId("comment").value.trim() }));
byId("side").addEventListener("change", () => edit("side", { value: byId("side").value || null }));
byId("level").addEventListener("change", () => edit("level", { value: byId("level").value || null }));
byId("scale-clear").addEventListener("click", () => edit("spacing", { value: null }));

export function nextSide() {
  const sides = ["left", "right", null];
  edit("side", { value: sides[(sides.indexOf(state.frame?.statement.side ?? null) + 1) % 3] });
}

function show() {
  const { frame } = state;
  byId("accept").setAttribute("aria-pressed", String(frame?.verdict === "accepted"));
  byId("reject").setAttribute("aria-pressed", String(frame?.verdict === "rejected"));
  if (document.activeElement !== byId("comment")) byId("comment").value = frame?.comment ?? "";
  byId("side").value = frame?.statement.side ?? "";
  byId("level").value = frame?.statement.level ?? "";
  const stated = record()?.covariates ?? {};
  byId("side").options[0].textContent = frame?.statement.side || !stated.side ? "as in the file" : `file: ${stated.side}`;
  byId("scale").textContent = scaleWords();
  byId("scale-clear").hidden = !frame?.statement.spacing;
}

function scaleWords() {
  const scale = spacing();
  if (scale) {
    const rows = scale.spacing_row_mm.toFixed(4);
    const columns = scale.spacing_column_mm.toFixed(4);
    return `Scale ${rows === columns ? rows : `${rows} × ${columns}`} mm per pixel, ${scale.basis}`;
  }
  const gap = record()?.scale?.[0]?.scale;
  return gap?.gap_explanation ? `No scale: ${gap.gap_explanation}` : "No scale known.";
}

// Time spent: while the page is in front and something was done within a minute.

let since = null;
let active = performance.now();

function tick() {
  const now = performance.now();
  if (since !== null && now - active < 60000 && document.visibilityState === "visible") spent += (now - since) / 1000;
  since = now;
}

let spent = 0;
let spentOn = null;

/** Less than half a second is left for the next frame: a cine that plays is not reported frame by frame. */
function report() {
  tick();
  if (!spentOn || spent < 0.5) return;
  postTime(spentOn, Math.round(spent * 10) / 10).catch(() => {});
  spent = 0;
}

setInterval(() => { tick(); if (spent >= 15) report(); }, 1000);
for (const kind of ["pointermove", "keydown", "wheel"]) {
  addEventListener(kind, () => { active = performance.now(); }, { passive: true });
}
addEventListener("pagehide", report);
on("place", () => { report(); spentOn = { ...state.place }; });
on("frame", show);
