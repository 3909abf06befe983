// Keyboard. Single keys can be switched off in the help, for those who speak to their computer.

import { byId, make } from "./elements.js";

const shortcuts = [];

/** Names a key for the help and says what it does; `shown` is how the help writes it. */
export function key(keys, shown, what, action) { shortcuts.push({ keys: [keys].flat(), shown, what, action }); }

const takesText = (element) => element?.matches("input:not([type=checkbox]):not([type=range]), textarea, select");

/** "Shift+ArrowLeft", "g", "Control+z": Shift only where it changes no letter. */
function nameOf(event) {
  const isLetter = event.key.length === 1;
  return (event.ctrlKey || event.metaKey ? "Control+" : "") + (event.shiftKey && !isLetter ? "Shift+" : "") + event.key;
}

function onKey(event) {
  if (event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && takesText(event.target)) return event.target.blur();
  if (takesText(event.target)) return;
  const name = nameOf(event);
  if (!byId("keys-on").checked && name.length === 1) return;
  // A control that has the focus keeps the keys that work it.
  const isControl = event.target.matches?.("button, summary, a, input");
  if (isControl && ["Enter", " "].includes(event.key)) return;
  if (event.target.matches?.("input[type=range]") && name.startsWith("Arrow")) return;
  const found = shortcuts.find((shortcut) => shortcut.keys.includes(name));
  if (!found || found.action(event) === false) return;
  event.preventDefault();
}

export function showKeys() {
  byId("keys").replaceChildren(...shortcuts.map(({ shown, what }) =>
    make("tr", {}, make("th", { scope: "row" }, shown.split(" ").flatMap((each) => [make("kbd", {}, each), " "])),
      make("td", {}, what))),
  ...mouse.map(([shown, what]) => make("tr", {}, make("th", { scope: "row" }, shown), make("td", {}, what))));
}

const mouse = [
  ["Click", "look for the nerve there; with Shift beside what is there"],
  ["Drag an outline", "push it; with Alt only nearby"],
  ["Wheel", "frames of a cine, else magnify; with Ctrl always magnify"],
  ["Right button", "brightness and contrast"], ["Middle button", "move the picture"],
];

addEventListener("keydown", onKey);
