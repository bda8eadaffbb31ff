// Brings an element up to date with another one, and leaves what is equal alone: focus, scroll position, selection and open details stay.

const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.key : undefined;

/** Makes `from` equal to `to`. What a reader opened stays open. */
export function morph(from, to) {
  if (from.isEqualNode(to))
    return;
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !(name === "open" && from.localName === "details"))
      from.removeAttribute(name);
  for (const { name, value } of to.attributes)
    if (from.getAttribute(name) !== value)
      from.setAttribute(name, value);
  morphChildren(from, to);
}

const placeOf = url => url.pathname + url.search;

/** Reads a page, and makes the elements that the selector names equal to those of it, unless the reader went elsewhere meanwhile. */
export async function morphFrom(url, selector) {
  const place = placeOf(new URL(url, location.href));
  const response = await fetch(url, { headers: { accept: "text/html" } });
  const text = await response.text();
  if (place !== placeOf(location))
    return;
  // Another address is the login: the whole page goes there.
  if (new URL(response.url).pathname !== new URL(url, location.href).pathname) {
    location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const element of document.querySelectorAll(selector)) {
    const next = page.getElementById(element.id);
    // Whoever reads something else of it may keep it as it is.
    if (next && element.dispatchEvent(new CustomEvent("page:news", { bubbles: true, cancelable: true, detail: { next } })))
      morph(element, next);
  }
  document.title = page.title;
  document.dispatchEvent(new CustomEvent("page:morphed"));
}

function morphChildren(from, to) {
  const keyed = new Map();
  for (const child of from.children)
    if (keyOf(child))
      keyed.set(keyOf(child), child);

  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const match = keyOf(next) ? keyed.get(keyOf(next)) : at && alike(at, next) ? at : undefined;
    if (!match) {
      from.insertBefore(document.importNode(next, true), at);
      continue;
    }
    if (match === at)
      at = at.nextSibling;
    else
      from.insertBefore(match, at);
    update(match, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function alike(node, next) {
  return node.nodeType === next.nodeType && node.nodeName === next.nodeName && !keyOf(node);
}

function update(node, next) {
  if (node.nodeType === Node.ELEMENT_NODE)
    morph(node, next);
  else if (node.nodeValue !== next.nodeValue)
    node.nodeValue = next.nodeValue;
}
