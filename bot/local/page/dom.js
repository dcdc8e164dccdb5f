// Nodes without mark-up: what people and the bot write only ever becomes text.

/** Return an element. `on...` attributes are listeners; null, undefined and false leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Return a link that opens beside the page, or its words alone where the address is not one to follow. */
export function link(address, words) {
  if (!URL.canParse(address) || !SAFE.has(new URL(address).protocol)) return document.createTextNode(words);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}
