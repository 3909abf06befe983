// Elements. What comes from files is only ever text: nothing is read as markup.

const byId = (id) => document.getElementById(id);

/** make("td.value", {title: "…"}, "text", element): attributes that are null or false are left out. */
function make(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function button(text, action, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", action);
  return element;
}

/** A path below this folder as an address; "./" keeps a colon in it from reading as a scheme. */
const address = (path) => "./" + path.split("/").map(encodeURIComponent).join("/");

function picture(style, path, description) {
  return make(`img.${style}`, {
    src: address(path), alt: description, loading: "lazy", decoding: "async",
  });
}

/** Says something to everybody, those who listen included. */
function say(text) {
  byId("status").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("status").textContent = ""; }, 8000);
}

function complain(text) {
  byId("trouble").textContent = text;
  byId("trouble").hidden = false;
}
