// The server. Addresses are numbers; the page lies below its key, so that relative ones are enough.

/** What the server would not do, in its words. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.problem ?? `the server answers ${status}`);
    this.status = status;
    this.frame = body.frame;
  }
}

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), keepalive: true };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refusal(0, { problem: "nerve-measure review no longer answers; start it again: all that was saved is kept" });
  }
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

const path = (place) => `${place.study}/${place.input}/${place.frame}`;
const json = async (answer) => (await answer).json();

export const getList = () => json(ask("list"));
export const getStudy = (study) => json(ask(`study/${study}`));
export const getFrame = (place) => json(ask(`frame/${path(place)}`));

/** Grey levels of a frame, row after row, with its size; null when it cannot be read. */
export async function getPixels(place) {
  const answer = await ask(`pixels/${path(place)}`);
  if (answer.status === 204) return null;
  return { levels: new Uint8Array(await answer.arrayBuffer()), columns: Number(answer.headers.get("X-Columns")),
    rows: Number(answer.headers.get("X-Rows")) };
}

/** Where the slices of a series lie, and the paths of its nerves. */
export const getSeries = (place) => json(ask(`series/${place.study}/${place.input}`));

/** Another view of a series: coronal and sagittal at a depth in tenths of a millimetre, or a nerve laid
 *  straight; null while there is none. */
export async function getView(place, name, number) {
  const answer = await ask(`${name}/${place.study}/${place.input}/${number}`);
  if (answer.status === 204) return null;
  const header = (key) => answer.headers.get(key);
  return { levels: new Uint8Array(await answer.arrayBuffer()), columns: Number(header("X-Columns")),
    rows: Number(header("X-Rows")), step: Number(header("X-Step")), origin: header("X-Origin")?.split(",").map(Number) };
}

export const postEdit = (study, body) => json(ask(`edit/${study}`, body));
export const postTime = (place, seconds) => ask(`time/${path(place)}`, { seconds });
export const postExport = () => json(ask("export", {}));
