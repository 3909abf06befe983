// Opens studies and frames, and binds keys and buttons to what they do.

import { getFrame, getStudy, postExport } from "./api.js";
import { drawCurve, isPlaying, play, step, stop } from "./cine.js";
import { drawAll } from "./drawing.js";
import { edit } from "./edits.js";
import { byId, complain } from "./elements.js";
import { lookAhead, pixels } from "./frames.js";
import { key, showKeys } from "./keys.js";
import { accept, judge, nextSide } from "./reading.js";
import "./results.js";
import "./series.js";
import { emit, inputOf, nerves, on, state } from "./store.js";
import { choose, dropAll, endCorners, moveCross, pick, pointAtCross, remove, toolKeys } from "./tools.js";
import { clear, fit, resetGreys, show, zoom } from "./view.js";
import { neighbour, nameOf, refreshList, showList } from "./worklist.js";

// Opening

async function openStudy(study) {
  stop();
  state.study = await getStudy(study);
  state.frame = null;
  state.chosen = null;
  const summary = state.list.studies.find((each) => each.study === study);
  byId("title").textContent = nameOf(summary);
  history.replaceState(null, "", `#${study}`);
  await goTo({ study, input: 0, frame: 1 });
  emit("study");
}

/** Shows a frame: its picture at once, its result when it is there. While a cine plays, results that are
 *  still to be worked are not waited for. */
async function goTo(place) {
  const step = place.frame - (state.place?.frame ?? place.frame);
  const isSame = state.place?.study === place.study && state.place?.input === place.input;
  state.place = place;
  if (!isSame) clear();
  emit("place");
  const skips = isPlaying() && inputOf().frames[place.frame - 1].status === null;
  const result = skips ? Promise.resolve(null) : getFrame(place);
  try {
    const picture = await pixels(place);
    if (isPlaying()) await result;
    if (state.place === place) picture ? show(picture) : clear();
  } catch (problem) {
    clear();
    complain(problem.message);
  }
  let frame = await result.catch((problem) => { complain(problem.message); return null; });
  // An edit may have been answered since this was asked.
  if (frame && state.study?.study === frame.study && frame.version < state.study.version) {
    frame = await getFrame(place).catch(() => null);
  }
  if (state.place !== place) return;
  if (frame) state.frame = frame;
  emit("frame");
  lookAhead(place, inputOf().frames.length, step < 0 ? -1 : 1);
}
state.goTo = goTo;

async function open(study) {
  if (study === null || study === undefined) return;
  complain("");
  try { await openStudy(study); } catch (problem) { complain(problem.message); }
  showList();
}
on("open", open);
// A cine that stops shows the result of its frame.
on("settle", () => goTo({ ...state.place }));

/** While frames are still being worked, the curve and the list fill. */
async function follow() {
  const open = state.study;
  try {
    const isIncomplete = state.list.studies.some((study) => study.worked < study.frames);
    if (!state.list.blind && isIncomplete) {
      await refreshList();
      if (open && open.inputs.some((input) => input.frames.some((frame) => frame.status === null))) {
        const fresh = await getStudy(open.study);
        if (state.study === open && fresh.version === open.version) open.inputs = fresh.inputs;
        drawCurve();
        // A series that was waited for is there.
        const isWaiting = state.frame?.current?.reason?.code === "waiting";
        if (state.study === open && isWaiting && inputOf().frames[state.place.frame - 1].status !== null) {
          goTo({ ...state.place });
        }
      }
    }
  } catch { /* the next edit tells */ }
  setTimeout(follow, 1000 + state.list.studies.length);
}

on("frame", () => {
  if (!nerves().some((nerve) => nerve.rank === state.chosen)) state.chosen = nerves()[0]?.rank ?? null;
  byId("undo").disabled = !state.frame?.can_undo;
  byId("redo").disabled = !state.frame?.can_redo;
  byId("no-nerve").setAttribute("aria-pressed", String(Boolean(state.frame?.seeds[0]?.no_nerve)));
  byId("automatic").disabled = !state.frame?.seeds.length;
  byId("remove").disabled = !nerves().length;
});

// Doing

function propagate(by) {
  const from = state.place.frame;
  const frame = from + by;
  if (frame < 1 || frame > inputOf().frames.length) return;
  stop();
  const { changed, verdict } = inputOf().frames[frame - 1];
  const place = { ...state.place, frame };
  const shown = goTo(place);
  // The edit is that of its frame, wherever the reader has gone meanwhile.
  if (!changed && !verdict) return edit("propagate", { from }, place);
  shown.then(() => complain(`Frame ${frame} is left as you made it; m brings it back to automatic.`));
}

const nextUnread = () => open(neighbour(1, true));

async function acceptAndGoOn() {
  if (!await accept()) return;
  const { place } = state;
  if (place.frame < inputOf().frames.length) return step(1);
  await refreshList();
  nextUnread();
}

function toggleOutlines() {
  state.showsOutlines = !state.showsOutlines;
  byId("overlay").setAttribute("aria-pressed", String(state.showsOutlines));
  drawAll();
}

const themes = ["dark", "light"];
function setTheme(name) {
  document.documentElement.dataset.theme = name;
  byId("theme").textContent = name === "dark" ? "Light" : "Dark";
  try { localStorage.setItem("theme", name); } catch { /* a browser that keeps nothing */ }
}
try { setTheme(themes.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "dark"); } catch { setTheme("dark"); }

async function exportMasks() {
  try {
    const written = await postExport();
    byId("saved").textContent = `${written.masks} masks in ${written.folder}`;
  } catch (problem) { complain(problem.message); }
}

const clicks = {
  undo: () => edit("undo"), redo: () => edit("redo"), "no-nerve": () => edit("no_nerve"), remove,
  automatic: () => edit("automatic"), overlay: toggleOutlines, fit, "reset-window": resetGreys,
  propagate: () => propagate(1), "propagate-back": () => propagate(-1), next: nextUnread, export: exportMasks,
  theme: () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  "help-open": () => byId("help").showModal(),
};
for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);

key("a", "a", "accept", () => judge("accepted"));
key("Enter", "Enter", "look at the cross, end an outline, or accept and go on", () => {
  if (pointAtCross()) return;
  if (state.tool === "draw" && endCorners()) return;
  acceptAndGoOn();
});
key("x", "x", "reject", () => judge("rejected"));
key("c", "c", "comment", () => byId("comment").focus());
key("n", "n", "no nerve in this frame", () => edit("no_nerve"));
key("m", "m", "back to automatic", () => edit("automatic"));
key(["Delete", "Backspace"], "Delete", "remove the chosen outline, or the chosen point", remove);
key("1 2 3 4 5 6 7 8 9".split(" "), "1 … 9", "choose an outline", (event) => pick(Number(event.key)));
key(["z", "Control+z"], "z", "undo", () => edit("undo"));
key(["y", "Control+y", "Control+Z"], "y", "redo", () => edit("redo"));
key("j", "j", "next unread study", nextUnread);
key("]", "]", "next study", () => open(neighbour(1)));
key("[", "[", "study before", () => open(neighbour(-1)));
key("ArrowRight", "→", "next frame", () => step(1));
key("ArrowLeft", "←", "frame before", () => step(-1));
key("Home", "Home", "first frame", () => step(-1e6));
key("End", "End", "last frame", () => step(1e6));
key(" ", "Space", "play or stop", play);
key("g", "g", "look for this nerve in the next frame", () => propagate(1));
key("G", "G", "look for it in the frame before", () => propagate(-1));
for (const [name, tool] of Object.entries(toolKeys)) key(name, name, `tool: ${tool}`, () => choose(tool));
const crosses = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
key(Object.keys(crosses).map((name) => "Shift+" + name), "Shift ← → ↑ ↓", "move a cross; Enter looks there",
  (event) => moveCross(...crosses[event.key].map((by) => by * (event.ctrlKey ? 1 : 8))));
key(Object.keys(crosses).map((name) => "Control+Shift+" + name), "Ctrl Shift ← →", "the same by single pixels",
  (event) => moveCross(...crosses[event.key]));
key("s", "s", "side: left, right, as in the file", nextSide);
key("l", "l", "level", () => byId("level").focus());
key("v", "v", "outlines on or off", toggleOutlines);
key(["+", "="], "+", "magnify", () => zoom(1.25));
key("-", "-", "make smaller", () => zoom(0.8));
key("0", "0", "whole picture", fit);
key("W", "W", "grey levels as stored", resetGreys);
key("/", "/", "find", () => byId("find").focus());
key("?", "?", "this help", () => byId("help").showModal());
key("Escape", "Escape", "drop what is in hand", dropAll);

showKeys();
choose("point");
try {
  await refreshList();
  byId("reader").textContent = state.list.reader;
  document.title = `Review · ${state.list.reader}`;
  const asked = Number(location.hash.slice(1));
  const first = location.hash && state.list.studies.some((study) => study.study === asked)
    ? asked : neighbour(1, true) ?? state.list.studies[0]?.study;
  await open(first);
  follow();
} catch (problem) { complain(problem.message); }
