// Which items are listed, and in which order.

const filters = { text: "", status: "", reason: "", flag: "", side: "", level: "", mark: "", rows: "frames" };
const order = { key: null, isDescending: false };
const selection = { rows: [], page: 0, pageSize: 50 };
const collator = new Intl.Collator("en", { numeric: true });

/** "-" asks for items that have none. */
const meets = (wanted, value) => !wanted || (wanted === "-" ? value === null : value === wanted);

function searchText(row) {
  row.searchText ??= [row.input, row.item, row.study, row.reason, row.explanation, row.status]
    .filter((part) => part !== null).join("\n").toLowerCase();
  const comment = markOf(row)?.comment;
  return comment ? row.searchText + "\n" + comment.toLowerCase() : row.searchText;
}

function meetsMark(wanted, row) {
  if (!wanted) return true;
  const mark = markOf(row);
  if (wanted === "-") return mark === null;
  return mark !== null && (wanted === "comment" ? Boolean(mark.comment) : mark.mark === wanted);
}

/** A slice of an MR volume may show both sides. */
const meetsSide = (wanted, row) => meets(wanted, row.side)
  || (row.side !== null && row.side.split(",").includes(wanted));

function meetsAll(row, words) {
  return meets(filters.status, row.status) && meets(filters.reason, row.reason)
    && meetsSide(filters.side, row) && meets(filters.level, row.level)
    && (!filters.flag
      || (filters.flag === "-" ? row.flags.length === 0 : row.flags.includes(filters.flag)))
    && meetsMark(filters.mark, row)
    && (words.length === 0 || words.every((word) => searchText(row).includes(word)));
}

const sortValues = {
  input: (row) => row.input,
  status: (row) => row.status,
  side: (row) => placeOf(row) || null,
  area: (row) => row.nerves[0]?.area ?? null,
  long: (row) => row.nerves[0]?.long ?? null,
  confidence: (row) => row.nerves[0]?.confidence ?? null,
  flags: (row) => row.flags.length,
  mark: (row) => markOf(row)?.mark ?? (markOf(row) ? "comment" : null),
};

function compare(a, b) {
  // What is missing comes last either way.
  if (a === null || b === null) return (a === null) - (b === null);
  const result = typeof a === "number" ? a - b : collator.compare(a, b);
  return order.isDescending ? -result : result;
}

function select() {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  let rows = data.rows.filter((row) => meetsAll(row, words));
  if (filters.rows === "studies") {
    const seen = new Set();
    rows = rows.filter((row) => {
      if (row.study === null) return true;
      return !seen.has(row.study) && Boolean(seen.add(row.study));
    });
  }
  if (order.key) {
    const value = sortValues[order.key];
    rows = rows.map((row) => [value(row), row])
      .sort((a, b) => compare(a[0], b[0]) || a[1].place - b[1].place).map((pair) => pair[1]);
  }
  selection.rows = rows;
  selection.page = Math.min(selection.page, pageCount() - 1);
}

const pageCount = () => Math.max(1, Math.ceil(selection.rows.length / selection.pageSize));

/** The page of the table that shows the item. */
function turnTo(row) {
  const place = selection.rows.indexOf(row);
  if (place >= 0) selection.page = Math.floor(place / selection.pageSize);
}
