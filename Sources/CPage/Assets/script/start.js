// Begins: wires the controls, then loads the items.

function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept */ } }

function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  byId("theme").textContent = isDark() ? "Light" : "Dark";
}

function wireTheme() {
  const key = "nerve-measure theme";
  showTheme(["light", "dark"].includes(recall(key)) ? recall(key) : null);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showTheme(null));
  byId("theme").addEventListener("click", () => {
    showTheme(isDark() ? "light" : "dark");
    remember(key, document.documentElement.dataset.theme);
  });
}

function wireOption(id) {
  const box = byId(id);
  const kept = recall(`nerve-measure ${id}`);
  if (kept !== null) box.checked = kept === "true";
  box.addEventListener("change", () => remember(`nerve-measure ${id}`, String(box.checked)));
}

function wireList() {
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  let timer = 0;
  byId("filter-text").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(applyFilters, 120);
  });
  for (const name of filterNames.filter((name) => name !== "text")) {
    byId(`filter-${name}`).addEventListener("change", applyFilters);
  }
  byId("filter-clear").addEventListener("click", clearFilters);
  for (const control of document.querySelectorAll("[data-filter]")) {
    control.addEventListener("click", () =>
      setFilter(control.dataset.filter, control.dataset.value));
  }
  for (const header of document.querySelectorAll("[data-sort]")) {
    header.addEventListener("click", () => sortBy(header.dataset.sort));
  }
  byId("page-first").addEventListener("click", () => turnPage(0));
  byId("page-previous").addEventListener("click", () => turnPage(selection.page - 1));
  byId("page-next").addEventListener("click", () => turnPage(selection.page + 1));
  byId("page-last").addEventListener("click", () => turnPage(pageCount() - 1));
  byId("page-size").addEventListener("change", () => {
    selection.pageSize = Number(byId("page-size").value);
    selection.page = 0;
    refresh();
  });
}

function wireMarks() {
  readMarks();
  showMarkCount();
  byId("reader").value = marks.reader;
  byId("reader").addEventListener("change", () => {
    setReader(byId("reader").value.trim());
    showMarks();
  });
  byId("export").addEventListener("click", exportMarks);
  addEventListener("storage", (event) => {
    if (event.key !== marks.key) return;
    readMarks();
    byId("reader").value = marks.reader;
    showMarks();
  });
  addEventListener("beforeunload", (event) => {
    if (!marks.areKept && !marks.areExported) event.preventDefault();
  });
}

/** After another reader, or another window, took over. */
function showMarks() {
  showMarkCount();
  if (openRow) showMark(openRow);
  else refresh();
}

/** Rows arrive in parts: the table is drawn for the first, then twice a second at most. */
function rowsArrived() {
  const now = performance.now();
  if (!data.isComplete && now - rowsArrived.last < 500) return;
  rowsArrived.last = now;
  if (!openRow) refresh();
}
rowsArrived.last = -Infinity;

async function start() {
  wireTheme();
  wireOption("keys-on");
  wireOption("go-on");
  wireList();
  wireMarks();
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  addEventListener("keydown", onKey);
  addEventListener("hashchange", async () => {
    await route();
    if (wantsComment) byId("comment")?.focus();
    wantsComment = false;
  });
  if (!data.facts) return complain("page/facts.js cannot be loaded: was the folder copied whole?");
  showTable();
  if (location.hash) route();
  try {
    await loadRows(rowsArrived);
  } catch (error) {
    complain(`${error.message}: was the folder copied whole?`);
  }
}

document.addEventListener("DOMContentLoaded", start);
