// Edits: one after another, each on what the last one made of the study. The server decides.

import { getFrame, getStudy, postEdit } from "./api.js";
import { byId, complain, make } from "./elements.js";
import { emit, state } from "./store.js";

let last = Promise.resolve();
let waiting = 0;

/** Sends an edit of a frame, that in the picture unless another is named; resolves to whether it was taken. */
export function edit(kind, members = {}, { ...place } = state.place) {
  waiting++;
  tell();
  last = last.then(() => send(place, { kind, ...members })).finally(() => {
    waiting--;
    tell();
  });
  return last;
}

async function send(place, body) {
  if (!state.study || place.study !== state.study.study) return false;
  try {
    const frame = await postEdit(place.study,
      { ...body, input: place.input, frame: place.frame, version: state.study.version });
    complain("");
    take(frame);
    const isSeries = state.study.inputs[place.input]?.is_series;
    if (isSeries || reachesFurther.includes(body.kind)) await look(frame);
    return true;
  } catch (refusal) {
    if (refusal.status === 409) {
      take(refusal.frame);
      offer(place, body, refusal.message);
    } else {
      complain(refusal.message);
      emit("frame");
    }
    return false;
  }
}

/** Edits that change more than the frame in the picture. */
const reachesFurther = ["level", "redo", "ruler", "side", "spacing", "undo"];

/** Takes what is known of all frames anew; what was taken back in another frame is looked at. */
async function look(frame) {
  const fresh = await getStudy(frame.study);
  if (state.study?.study !== fresh.study) return;
  state.study.inputs = fresh.inputs;
  emit("study");
  const { place } = state;
  if (frame.input !== place.input || frame.frame !== place.frame) {
    state.goTo({ study: frame.study, input: frame.input, frame: frame.frame });
  }
}

/** A frame as the server has it now. */
export function take(frame) {
  const { study } = state;
  if (!study || frame.study !== study.study) return;
  Object.assign(study, { version: frame.version, can_undo: frame.can_undo, can_redo: frame.can_redo });
  study.inputs[frame.input].frames[frame.frame - 1] = frame.summary;
  const { place } = state;
  if (place.input === frame.input && place.frame === frame.frame) {
    state.frame = frame;
    emit("frame");
  }
  emit("study");
}

/** Nothing is lost: what another window did is in the picture, what was done here can be done again. */
function offer(place, body, sentence) {
  const box = byId("conflict");
  const close = () => { box.hidden = true; };
  const again = make("button", { type: "button" }, "Do mine on top");
  again.addEventListener("click", async () => {
    close();
    take(await getFrame(place));
    last = last.then(() => send(place, body));
  });
  const leave = make("button", { type: "button" }, "Leave it");
  leave.addEventListener("click", close);
  box.replaceChildren(sentence, make("div.buttons", {}, again, leave));
  box.hidden = false;
}

function tell() { byId("saved").textContent = waiting ? "saving …" : "saved"; }

addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
