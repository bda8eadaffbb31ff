// A range drawn with the pointer over a time axis is what the page shows next.
import { visit } from "./visit.js";

// Less is a click.
const leastPixels = 4;
let drawn;

export function startZooming() {
  reveal();
  document.addEventListener("page:morphed", reveal);
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", draw);
  document.addEventListener("pointerup", finish);
  document.addEventListener("pointercancel", forget);
  document.addEventListener("keydown", event => event.key === "Escape" && forget());
}

function reveal() {
  for (const axis of document.querySelectorAll("[data-zoom]"))
    axis.dataset.ready = "";
}

function begin(event) {
  const axis = event.target.closest?.("[data-zoom]");
  if (!axis || event.button !== 0)
    return;
  event.preventDefault();
  const box = axis.viewBox.baseVal;
  const range = document.createElementNS(axis.namespaceURI, "rect");
  range.setAttribute("class", "range");
  range.setAttribute("height", "100%");
  axis.append(range);
  drawn = { axis, range, units: box?.width || axis.clientWidth, from: share(axis, event), to: share(axis, event) };
}

function draw(event) {
  if (!drawn)
    return;
  drawn.to = share(drawn.axis, event);
  const [from, to] = [drawn.from, drawn.to].sort((a, b) => a - b);
  drawn.range.setAttribute("x", from * drawn.units);
  drawn.range.setAttribute("width", (to - from) * drawn.units);
}

function finish() {
  if (!drawn)
    return;
  const { axis, from, to } = drawn;
  forget();
  if (Math.abs(to - from) * axis.getBoundingClientRect().width < leastPixels)
    return;
  const [start, end] = [axis.dataset.from, axis.dataset.to].map(Number);
  const at = part => Math.round(start + part * (end - start));
  const address = new URL(location.href);
  address.searchParams.set("from", at(Math.min(from, to)));
  address.searchParams.set("to", at(Math.max(from, to)));
  address.searchParams.delete("open");
  visit(address.href);
}

function forget() {
  drawn?.range.remove();
  drawn = undefined;
}

function share(axis, event) {
  const box = axis.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
}
