// What the reader does: filter, sort, page, open, mark.

function refresh() {
  select();
  showTable();
}

function showList() {
  if (location.hash) location.hash = "";
  else route();
}

/** The item that the address names; null without one. */
function itemInAddress() {
  const match = /^#item=(.*)$/.exec(location.hash);
  try { return match && decodeURIComponent(match[1]); } catch { return null; }
}

/** The address says what is shown, so that the browser's own back and forward work. */
async function route() {
  const item = itemInAddress();
  if (item === null) return closeDetail();
  if (!data.byItem.has(item)) await whenComplete;
  const row = data.byItem.get(item);
  if (!row) return complain(`There is no item ${item}.`);
  const wasList = byId("detail").hidden;
  await showDetail(row);
  if (openRow !== row) return;
  if (wasList) scrollTo(0, 0);
  byId("detail-title").focus({ preventScroll: true });
}

function closeDetail() {
  const row = openRow;
  openRow = null;
  byId("detail").hidden = true;
  byId("list").hidden = false;
  if (row) turnTo(row);
  refresh();
  if (!row) return;
  const line = [...byId("rows").children].find((line) => line.dataset.item === row.item);
  line?.classList.add("current");
  line?.scrollIntoView({ block: "center" });
  line?.querySelector("a").focus({ preventScroll: true });
}

function open(row) { location.hash = itemAddress(row); }

/** The item that keys act upon: the open one, else the one in focus. */
function currentRow() {
  const line = document.activeElement?.closest("[data-item]");
  return openRow ?? (line ? data.byItem.get(line.dataset.item) : null);
}

function step(by) {
  if (openRow === null) return stepInTable(by);
  const place = selection.rows.indexOf(openRow) + by;
  const row = selection.rows[place];
  if (row) open(row);
  else say(by > 0 ? "That was the last item of the list." : "This is the first item of the list.");
}

function stepInTable(by) {
  const links = [...byId("rows").querySelectorAll("td.file a")];
  const place = links.indexOf(document.activeElement);
  const link = links[place < 0 ? (by > 0 ? 0 : links.length - 1) : place + by];
  if (link) return link.focus();
  if (turnPage(selection.page + by)) {
    const shown = [...byId("rows").querySelectorAll("td.file a")];
    shown.at(by > 0 ? 0 : -1)?.focus();
  }
}

/** The next item of the list that belongs to another study. */
function stepStudy(by) {
  const here = currentRow();
  for (let place = selection.rows.indexOf(here) + by; selection.rows[place]; place += by) {
    const row = selection.rows[place];
    if (row.study === null || row.study !== here?.study) return open(row);
  }
  say("There is no other study that way.");
}

function turnPage(page) {
  if (page < 0 || page >= pageCount()) return false;
  selection.page = page;
  showTable();
  say(`Page ${page + 1} of ${pageCount()}`);
  return true;
}

function judge(word) {
  const row = currentRow();
  if (!row) return say("Open an item, or put the focus on one, to mark it.");
  setMark(row, { mark: word });
  say(`${word}: ${nameOf(row)}`);
  if (openRow && byId("go-on").checked && selection.rows.indexOf(row) < selection.rows.length - 1) {
    return step(1);
  }
  showMark(row);
}

function unmark() {
  const row = currentRow();
  if (!row) return;
  if (!marks.own.delete(row.item)) return say(`There is no mark of yours: ${nameOf(row)}`);
  keepMarks();
  say(`Mark removed: ${nameOf(row)}`);
  showMark(row);
}

function commented(row) {
  say(markOf(row)?.comment ? `Comment kept: ${nameOf(row)}` : `Comment removed: ${nameOf(row)}`);
  showMark(row);
}

/** Shows the mark anew and leaves the focus where it is. */
function showMark(row) {
  if (openRow === row) return fillMarkBar(byId("detail"), row);
  const line = document.activeElement?.closest("[data-item]");
  if (!line) return;
  const anew = tableRow(row);
  line.replaceWith(anew);
  anew.querySelector("a").focus();
}

const filterNames = Object.keys(filters);

function applyFilters() {
  for (const name of filterNames) filters[name] = byId(`filter-${name}`).value;
  selection.page = 0;
  refresh();
  say(`${counted(selection.rows.length, "item matches", "items match")}.`);
}

function setFilter(name, value) {
  byId(`filter-${name}`).value = value;
  applyFilters();
  byId("items").scrollIntoView();
  byId("items").focus({ preventScroll: true });
}

function clearFilters() {
  for (const name of filterNames) byId(`filter-${name}`).value = name === "rows" ? "frames" : "";
  order.key = null;
  applyFilters();
}

/** Once ascending, then descending, then in the order of the files. */
function sortBy(key) {
  if (order.key !== key) Object.assign(order, { key, isDescending: false });
  else if (!order.isDescending) order.isDescending = true;
  else order.key = null;
  selection.page = 0;
  refresh();
  const direction = order.isDescending ? "descending" : "ascending";
  say(order.key ? `Sorted by ${key}, ${direction}.` : "In the order of the files.");
}
