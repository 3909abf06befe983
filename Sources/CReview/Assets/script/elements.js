// Elements. What comes from files is only ever text: nothing is read as markup.

export const byId = (id) => document.getElementById(id);

/** make("td.value", {title: "…"}, "text", element): attributes that are null or false are left out. */
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name.split(".")[0]), name, attributes, children);
}

/** The same for drawings. */
export function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name.split(".")[0]), name, attributes,
    children);
}

function fill(element, name, attributes, children) {
  const classes = name.split(".").slice(1);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Says something that went wrong; nothing takes it away. */
export function complain(text) {
  byId("trouble").textContent = text ?? "";
  byId("trouble").hidden = !text;
}

/** A name as reports have it, in words: "readerSaysNoNerve" becomes "reader says no nerve". */
export const words = (name) => name.replace(/([a-z])([A-Z]+)/g, "$1 $2").replaceAll("_", " ").toLowerCase();
