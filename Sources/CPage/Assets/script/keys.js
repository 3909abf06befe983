// Keyboard. Single keys can be switched off in the help, for those who speak to their computer.

const shortcuts = {
  j: () => step(1), k: () => step(-1),
  "]": () => stepStudy(1), "[": () => stepStudy(-1),
  p: () => judge("pass"), f: () => judge("fail"), x: unmark,
  c: focusComment, u: () => openRow && showList(),
  "/": focusSearch, e: exportMarks, "?": () => byId("help").showModal(),
};

function focusComment() {
  if (!openRow && currentRow()) {
    wantsComment = true;
    return open(currentRow());
  }
  byId("comment")?.focus();
}
let wantsComment = false;

function focusSearch() {
  if (openRow) showList();
  setTimeout(() => byId("filter-text").focus());
}

const takesText = (element) => element?.matches("input:not([type=checkbox]), textarea, select");

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape") {
    if (takesText(event.target)) event.target.blur();
    else if (openRow) showList();
    return;
  }
  if (takesText(event.target) || !byId("keys-on").checked) return;
  const action = shortcuts[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
