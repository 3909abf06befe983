// The table: one page of the selection.

function showTable() {
  const start = selection.page * selection.pageSize;
  const shown = selection.rows.slice(start, start + selection.pageSize);
  byId("rows").replaceChildren(...shown.map(tableRow));
  const total = data.facts.items;
  const loading = data.isComplete ? "" : `, ${data.rows.length.toLocaleString("en")} read so far`;
  byId("matches").textContent =
    `${selection.rows.length.toLocaleString("en")} of ${counted(total, "item", "items")}${loading}`;
  byId("page-place").textContent = `Page ${selection.page + 1} of ${pageCount()}`;
  for (const id of ["page-first", "page-previous"]) byId(id).disabled = selection.page === 0;
  for (const id of ["page-next", "page-last"]) {
    byId(id).disabled = selection.page >= pageCount() - 1;
  }
  for (const header of byId("table").querySelectorAll("[data-sort]")) {
    const direction = order.isDescending ? "descending" : "ascending";
    if (header.dataset.sort === order.key) header.parentElement.setAttribute("aria-sort", direction);
    else header.parentElement.removeAttribute("aria-sort");
  }
}

function tableRow(row) {
  const first = row.nerves[0];
  return make("tr", { "data-item": row.item },
    make("td", {}, row.overlay
      ? picture("thumb", row.overlay, "") : make("span.nothing", {}, "no picture")),
    make("td.file", {}, make("a", { href: itemAddress(row) }, nameOf(row)),
      row.study !== null && row.study !== row.item ? make("span.hint", {}, row.study) : null),
    make("td", {}, stateElement(row.status),
      row.reason ? make("span.hint", {}, wordsOf("reasons", row.reason)) : null),
    make("td", {}, placeOf(row) || dash()),
    make("td.value", {}, nerveLines(row, areaText)),
    make("td.value", {}, nerveLines(row, axesText)),
    make("td.value", {}, nerveLines(row, (nerve) =>
      nerve.confidence === null ? null : fixed(nerve.confidence, 2))),
    make("td", {}, row.flags.length
      ? row.flags.map((flag) => make("span.flag", {}, wordsOf("flags", flag))) : dash()),
    make("td", {}, markElement(row)));
}

const dash = () => make("span.nothing", {}, make("span", { "aria-hidden": "true" }, "–"),
  make("span.hidden", {}, "none"));

const stateElement = (status) => make(`span.state.${status}`, {}, status);

/** One line per nerve, the first three of them. */
function nerveLines(row, text) {
  if (!row.nerves.length) return dash();
  const lines = row.nerves.slice(0, 3).map((nerve) => make("div", {}, text(nerve) ?? dash()));
  if (text === areaText && row.nerveCount > 3) {
    lines.push(make("div.hint", {}, `and ${row.nerveCount - 3} more`));
  }
  return lines;
}

function markElement(row) {
  const mark = markOf(row);
  if (!mark) return make("span.unmarked", {}, outdatedMarkOf(row) ? "result changed" : dash());
  return [
    mark.mark ? make(`span.mark.${mark.mark}`, {}, mark.mark) : null,
    mark.comment ? make("span.mark-comment", {}, mark.comment) : null,
    mark.reader !== undefined ? make("span.hint", {}, mark.reader ? `by ${mark.reader}` : "from a file") : null,
  ];
}
