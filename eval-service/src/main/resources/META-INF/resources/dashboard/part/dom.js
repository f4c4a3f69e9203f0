// Makes elements. All that is shown goes in as text: a document's name or a stranger's reason is never read as HTML.

/**
 * An element.
 * @param {string} name such as "td", or "td.number" with classes
 * @param {object} [properties] attributes; a function under `on…` listens, false and null leave out
 * @param {...(Node|string|number|null|Array)} children null is left out
 */
export function element(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.className = classes.join(" ");
  if (!classes.length) made.removeAttribute("class");
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  append(made, children);
  return made;
}

/** Puts these in the place of all that an element holds. */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
  return parent;
}

/** Says something to those who do not see the page. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}
