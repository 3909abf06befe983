// What the page knows, and who wants to hear of it.

export const state = {
  list: null,
  /** The open study, and the frame of it in the picture. */
  study: null,
  place: null,
  frame: null,
  /** Rank of the chosen outline. */
  chosen: null,
  tool: "point",
  showsOutlines: true,
};

const listeners = {};

export function on(names, action) {
  for (const name of names.split(" ")) (listeners[name] ??= []).push(action);
}

export function emit(name, detail) {
  for (const action of listeners[name] ?? []) action(detail);
}

/** The record in the picture: what the frame is measured as. */
export const record = () => state.frame?.current ?? null;

export const nerves = () => record()?.nerves ?? [];

export const chosenNerve = () => nerves().find((nerve) => nerve.rank === state.chosen) ?? nerves()[0] ?? null;

export const inputOf = () => state.study?.inputs[state.place.input] ?? null;

/** The scale where the chosen outline lies, else the first that the frame has; null without one. */
export function spacing() {
  const scales = [chosenNerve()?.scale, ...(record()?.scale ?? []).map((region) => region.scale)];
  return scales.find((scale) => scale?.spacing_column_mm) ?? null;
}
