// Results: what is found without help beside what the reader's seeds give, and the difference.

import { byId, make, words } from "./elements.js";
import { chosenNerve, nerves, on, record, state } from "./store.js";

const rows = [
  ["csa_mm2", "Area", "mm²", 2], ["area_px", "Area", "px", 2],
  ["perimeter_mm", "Perimeter", "mm", 2], ["long_axis_mm", "Long axis", "mm", 2],
  ["short_axis_mm", "Short axis", "mm", 2], ["flattening_ratio", "Flattening", "", 3],
  ["circularity", "Circularity", "", 3], ["depth_from_skin_mm", "Depth", "mm", 2],
  ["echo_mean_grey", "Echo mean", "grey", 2], ["echo_difference_grey", "Echo difference", "grey", 2],
];

function show() {
  const current = record();
  byId("status").replaceChildren(...statusOf(current));
  byId("values").replaceChildren(...[current?.nerves.length ? table() : null, flags(current)].filter(Boolean));
}

function statusOf(current) {
  if (!state.frame) return [];
  if (!current) return [make("p.note", {}, "Blind reading: place a point, draw, or say that there is no nerve; then accept.")];
  const lines = [make("span.state." + current.status, {}, current.status)];
  if (nerves().length > 1) lines.push(` · ${nerves().length} nerves, ${chosenNerve().rank} chosen (keys 1–9)`);
  if (current.reason) lines.push(make("p", {}, current.reason.explanation));
  return lines;
}

/** The nerve of the automatic result that lies on the chosen one. */
function twin(nerve) {
  const automatic = state.frame.automatic?.nerves ?? [];
  if (state.frame.seeds.length === 0) return automatic.find((other) => other.rank === nerve.rank);
  const centre = (each) => [each.quantities.centroid_column_px.value, each.quantities.centroid_row_px.value];
  const away = (other) => Math.hypot(...[0, 1].map((axis) => centre(other)[axis] - centre(nerve)[axis]));
  const near = automatic.filter((other) => away(other) < nerve.quantities.long_axis_px.value)
    .sort((a, b) => away(a) - away(b));
  return near[0];
}

/** Automatic, seeded and edited, as far as there is each; the last is what counts. */
function columns() {
  const nerve = chosenNerve();
  const found = [];
  const automatic = state.frame.seeds.length ? twin(nerve) : null;
  if (state.frame.seeds.length) found.push(["automatic", automatic]);
  const seeded = state.frame.seeded?.nerves ?? [];
  if (nerve.provenance === "edited" && seeded.length) {
    found.push(["seeded", seeded.find((other) => other.rank === nerve.rank) ?? seeded[0]]);
  }
  found.push([nerve.provenance, nerve]);
  return found;
}

function table() {
  const shown = columns();
  const head = [make("td"), ...shown.map(([provenance]) =>
    make("th", { scope: "col" }, make(`span.key.${provenance}`, {}, provenance)))];
  if (shown.length > 1) head.push(make("th", { scope: "col", title: "Last column less automatic, or less the one before" }, "difference"));
  const hasScale = chosenNerve().quantities.csa_mm2 !== null;
  const body = rows.filter(([key]) => key !== (hasScale ? "area_px" : "csa_mm2"))
    .filter(([key]) => shown.some(([, nerve]) => nerve?.quantities[key]))
    .map((row) => line(row, shown));
  return make("table.values", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body));
}

function line([key, name, unit, decimals], shown) {
  const values = shown.map(([, nerve]) => nerve?.quantities[key] ?? null);
  const cells = values.map((quantity) => make("td", {}, quantity ? quantity.value.toFixed(decimals) : "–",
    interval(quantity, decimals)));
  if (shown.length > 1) cells.push(make("td", {}, difference(values, decimals, key)));
  return make(key.startsWith("csa") || key.startsWith("area") ? "tr.main" : "tr", {},
    make("th", { scope: "row" }, name, unit ? make("span.unit", {}, " " + unit) : null), cells);
}

function interval(quantity, decimals) {
  if (!Number.isFinite(quantity?.low)) return null;
  return make("span.interval", { title: "95 % model interval" },
    `${quantity.low.toFixed(decimals)}–${quantity.high.toFixed(decimals)}`);
}

function difference(values, decimals, key) {
  const last = values[values.length - 1];
  const first = values.find((value) => value && value !== last);
  if (!first || !last) return "–";
  const sign = (number, digits) => (number < 0 ? "−" : "+") + Math.abs(number).toFixed(digits);
  const text = sign(last.value - first.value, decimals);
  return key === "csa_mm2" || key === "area_px"
    ? [text, make("span.interval", {}, sign(100 * (last.value / first.value - 1), 1) + " %")] : text;
}

function flags(current) {
  const raised = new Set([...(current?.flags ?? []), ...(chosenNerve()?.flags ?? [])]);
  if (!raised.size) return null;
  return make("ul.flags", { "aria-label": "Flags" }, [...raised].map((flag) => make("li", {}, words(flag))));
}

on("frame chosen", show);
