// Marks of readers: kept in this browser for this file, in memory where that is not allowed. Each reader
// has marks of their own; who takes over a browser neither sees nor exports those of another.

const marks = {
  key: "nerve-measure marks " + location.pathname,
  reader: "",
  /** Name of a reader → item → mark. */
  byReader: new Map(),
  areKept: true,
  areExported: true,
  /** Those of the present reader. */
  get own() {
    if (!this.byReader.has(this.reader)) this.byReader.set(this.reader, new Map());
    return this.byReader.get(this.reader);
  },
};

function readMarks() {
  try {
    const kept = JSON.parse(localStorage.getItem(marks.key) ?? "{}");
    marks.reader = String(kept.reader ?? "");
    marks.byReader = new Map((kept.readers ?? []).map(([name, list]) => [name, new Map(list)]));
  } catch {
    marks.areKept = false;
  }
}

function keepMarks() {
  try {
    const readers = [...marks.byReader].map(([name, list]) => [name, [...list]]);
    const kept = { reader: marks.reader, readers };
    localStorage.setItem(marks.key, JSON.stringify(kept));
    marks.areKept = true;
  } catch {
    marks.areKept = false;
    complain("This browser does not keep marks: export them before you close the page.");
  }
  showMarkCount();
}

/** Marks that were set before a name was given belong to the first name that is. */
function setReader(name) {
  const unnamed = marks.reader === "" ? [...marks.own] : [];
  if (unnamed.length) marks.byReader.delete("");
  marks.reader = name;
  for (const [item, mark] of unnamed) if (!marks.own.has(item)) marks.own.set(item, mark);
  keepMarks();
}

/** The reader's own mark of the present result; null without one. */
function ownMarkOf(row) {
  const own = marks.own.get(row.item);
  return own && own.result === row.result ? own : null;
}

/** What came by a file that was given to --marks; null without it. */
function markInFileOf(row) {
  if (row.mark === null && row.comment === null) return null;
  return { mark: row.mark, comment: row.comment, reader: row.reader };
}

const markOf = (row) => ownMarkOf(row) ?? markInFileOf(row);

/** A mark of what the item was before it was measured again. */
function outdatedMarkOf(row) {
  const own = marks.own.get(row.item);
  return own && own.result !== row.result ? own : null;
}

/** Changes the own mark: {mark: "pass"}, {comment: "…"}; what is left of nothing is removed. */
function setMark(row, change) {
  const old = ownMarkOf(row) ?? { mark: null, comment: null };
  const mark = { ...old, ...change, result: row.result };
  if (mark.mark === null && !mark.comment) marks.own.delete(row.item);
  else marks.own.set(row.item, mark);
  marks.areExported = false;
  keepMarks();
}

function showMarkCount() {
  const count = marks.own.size;
  byId("mark-count").textContent = count ? `${counted(count, "mark", "marks")} of yours` : "";
}

/** As --marks takes it. */
const entryOf = (item, own) => ({
  item, result: own.result,
  ...(own.mark ? { mark: own.mark } : {}),
  ...(own.comment ? { comment: own.comment } : {}),
});

/** The file that --marks takes: own marks of present results, in the order of the items; then those of
 * items whose data could not be loaded, of which --marks finds out whether they are still right. */
function marksDocument() {
  const list = data.rows.filter(ownMarkOf).map((row) => entryOf(row.item, ownMarkOf(row)));
  if (!data.isComplete) {
    for (const [item, own] of marks.own) if (!data.byItem.has(item)) list.push(entryOf(item, own));
  }
  const reader = marks.reader.trim();
  return {
    schema_version: data.facts.marksVersion, ...(reader ? { reader } : {}), marks: list,
  };
}

async function exportMarks() {
  say("Waiting for all items…");
  await whenComplete;
  const content = marksDocument();
  const left = marks.own.size - content.marks.length;
  if (!content.marks.length) return say("There are no marks to export.");
  const plain = marks.reader.trim().replace(/[^A-Za-z0-9_-]+/g, "_");
  const name = plain ? `marks-${plain}.json` : "marks.json";
  const blob = new Blob([JSON.stringify(content, null, 2) + "\n"], { type: "application/json" });
  const anchor = make("a", { href: URL.createObjectURL(blob), download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  marks.areExported = true;
  const rest = left ? `; ${left} of earlier results or other items are left out` : "";
  say(`Exported ${counted(content.marks.length, "mark", "marks")} to ${name}${rest}.`);
}
