// Marks of the reader: kept in this browser for this file, in memory where that is not allowed.

const marks = {
  key: "nerve-measure marks " + location.pathname,
  reader: "",
  own: new Map(),
  areKept: true,
  areExported: true,
};

function readMarks() {
  try {
    const kept = JSON.parse(localStorage.getItem(marks.key) ?? "{}");
    marks.reader = String(kept.reader ?? "");
    marks.own = new Map(kept.marks ?? []);
  } catch {
    marks.areKept = false;
  }
}

function keepMarks() {
  try {
    const kept = { reader: marks.reader, marks: [...marks.own] };
    localStorage.setItem(marks.key, JSON.stringify(kept));
    marks.areKept = true;
  } catch {
    marks.areKept = false;
    complain("This browser does not keep marks: export them before you close the page.");
  }
  showMarkCount();
}

/** The reader's own mark of the present result, else one that came by a file, else null. */
function markOf(row) {
  const own = marks.own.get(row.item);
  if (own && own.result === row.result) return own;
  if (row.mark === null && row.comment === null) return null;
  return { mark: row.mark, comment: row.comment, reader: row.reader, isFromFile: true };
}

/** A mark of what the item was before it was measured again. */
function outdatedMarkOf(row) {
  const own = marks.own.get(row.item);
  return own && own.result !== row.result ? own : null;
}

/** Changes the own mark: {mark: "pass"}, {comment: "…"}; what is left of nothing is removed. */
function setMark(row, change) {
  const own = marks.own.get(row.item);
  const old = own && own.result === row.result ? own : { mark: null, comment: null };
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

/** The file that --marks takes: own marks of present results, in the order of the items. */
function marksDocument() {
  const list = [];
  for (const row of data.rows) {
    const own = marks.own.get(row.item);
    if (!own || own.result !== row.result) continue;
    list.push({
      item: row.item, result: own.result,
      ...(own.mark ? { mark: own.mark } : {}),
      ...(own.comment ? { comment: own.comment } : {}),
    });
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
