// The work list: which studies there are, what is known of each, which come next.

import { getList } from "./api.js";
import { byId, make, words } from "./elements.js";
import { emit, on, state } from "./store.js";

const isRead = (study) => study.read >= study.frames || (study.frames > 1 && study.read > 0);

const filters = {
  "": () => true, unread: (study) => !isRead(study), read: isRead,
  measured: (study) => study.status === "measured",
  abstained: (study) => study.status !== null && study.status !== "measured",
  flagged: (study) => study.flags.length > 0,
  changed: (study) => study.changed > 0,
  rejected: (study) => study.rejected > 0,
};

const orders = {
  plan: () => 0,
  unread: (a, b) => isRead(a) - isRead(b),
  flags: (a, b) => b.flags.length - a.flags.length,
};

export const nameOf = (study) => study.inputs.length === 1
  ? study.inputs[0] : `${study.inputs[0]} and ${study.inputs.length - 1} more`;

function shown() {
  const words = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  return state.list.studies.filter(filters[byId("show").value])
    .filter((study) => {
      const text = [...study.inputs, ...study.flags, ...study.reasons, study.status].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((study, index) => [study, index])
    .sort(([a, i], [b, j]) => orders[byId("sort").value](a, b) || i - j)
    .map(([study]) => study);
}

const most = 400;

export function showList() {
  if (!state.list) return;
  const studies = shown();
  const { list } = state;
  const read = list.studies.filter(isRead).length;
  const worked = list.studies.reduce((sum, study) => sum + study.worked, 0);
  const frames = list.studies.reduce((sum, study) => sum + study.frames, 0);
  byId("progress").textContent = `${read} of ${list.studies.length} read`
    + (studies.length < list.studies.length ? ` · ${studies.length} shown` : "")
    + (worked < frames && !list.blind ? ` · ${worked} of ${frames} frames worked` : "")
    + (studies.length > most ? ` · the first ${most} listed` : "");
  byId("studies").replaceChildren(...studies.slice(0, most).map(row));
  showSettled(list.settled);
}

function row(study) {
  const mark = study.rejected ? ["✗", "rejected"] : isRead(study) ? ["✓", "read"] : study.changed ? ["✎", ""] : ["○", ""];
  const button = make("button", { type: "button", "aria-current": String(study.study === state.study?.study) },
    make(`span.mark${mark[1] ? "." + mark[1] : ""}`, { "aria-label": isRead(study) ? "read" : "unread" }, mark[0]),
    make("span.name", {}, nameOf(study)),
    make("span.about", {}, about(study)));
  button.addEventListener("click", () => emit("open", study.study));
  return make(isRead(study) ? "li" : "li.unread", {}, button);
}

function about(study) {
  const parts = [];
  if (study.frames > 1) parts.push(`${study.frames} frames, ${study.measured} measured`);
  else parts.push(study.status ?? (state.list.blind ? "hidden" : "waiting"));
  if (study.reasons.length && study.status !== "measured") parts.push(study.reasons.map(words).join(", "));
  if (study.flags.length) parts.push(`${study.flags.length} ${study.flags.length === 1 ? "flag" : "flags"}`);
  if (study.changed) parts.push("changed");
  if (study.comments) parts.push("comment");
  return parts.join(" · ");
}

function showSettled(settled) {
  const box = byId("settled");
  box.hidden = settled.length === 0;
  box.querySelector("summary").textContent = `${settled.length} without a picture`;
  box.querySelector("ul").replaceChildren(...settled.map((item) =>
    make("li", { title: item.reason?.explanation }, `${item.input}: ${item.reason?.explanation ?? item.status}`)));
}

/** The study after the open one in the list, or before it; `unread` passes over those that are read. */
export function neighbour(step, unread = false) {
  const studies = shown();
  const at = studies.findIndex((study) => study.study === state.study?.study);
  for (let count = 1; count <= studies.length; count++) {
    const index = at + step * count;
    const study = studies[unread ? (index + studies.length * 2) % studies.length : index];
    if (!study) return null;
    if (!unread || (!isRead(study) && study.study !== state.study?.study)) return study.study;
  }
  return null;
}

export async function refreshList() {
  state.list = await getList();
  showList();
}

for (const name of ["find", "show", "sort"]) byId(name).addEventListener("input", showList);
let timer = null;
on("study", () => {
  clearTimeout(timer);
  timer = setTimeout(() => refreshList().catch(() => {}), 300);
});
