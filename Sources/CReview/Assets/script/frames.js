// Grey levels of frames: those looked at last, and the next ones in the direction of travel.

import { getPixels } from "./api.js";

const limit = 128 * 1024 * 1024;
const kept = new Map();
let bytes = 0;

const key = (place) => `${place.study}/${place.input}/${place.frame}`;

/** A promise of the levels and their size; asked for once. */
export function pixels(place) {
  const name = key(place);
  let entry = kept.get(name);
  if (entry) {
    kept.delete(name);
    kept.set(name, entry);
    return entry.promise;
  }
  entry = { bytes: 0, promise: getPixels(place) };
  kept.set(name, entry);
  entry.promise.then((picture) => {
    entry.bytes = picture?.levels.length ?? 0;
    bytes += entry.bytes;
    for (const [oldest, old] of kept) {
      if (bytes <= limit || oldest === name) break;
      kept.delete(oldest);
      bytes -= old.bytes;
    }
  }, () => kept.delete(name));
  return entry.promise;
}

let ahead = null;

/** Asks for the frames after `place`, one at a time, so that an edit never waits for many. */
export async function lookAhead(place, count, step, amount = 12) {
  const mine = ahead = {};
  for (let index = 1; index <= amount; index++) {
    const frame = place.frame + step * index;
    if (frame < 1 || frame > count) return;
    await pixels({ ...place, frame }).catch(() => null);
    if (ahead !== mine) return;
  }
}
