// Moves through the points of a picture by the arrow keys, and asks for the range that was drawn over it.
import { visit } from "./visit.js";

const leastPixels = 6;
// Terms that were drawn before are what the new ones take the place of.
const drawnTerms = /(^|\s+)(?:time(?:>=|<)\S+|duration(?:>=|<)\d+ns|-parent:\*)(?=\s|$)/g;
let drawn;

export function startScatter() {
  reveal();
  document.addEventListener("page:morphed", reveal);
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", draw);
  document.addEventListener("pointerup", finish);
  document.addEventListener("pointercancel", forget);
  document.addEventListener("keydown", move);
  // A link that was drawn over is not followed.
  document.addEventListener("click", event => event.target.closest?.("[data-scatter]")?.dataset.drawn !== undefined && event.preventDefault(), true);
}

function reveal() {
  for (const plot of document.querySelectorAll("[data-scatter]"))
    plot.dataset.ready = "";
}

function begin(event) {
  const plot = event.target.closest?.("[data-scatter]");
  if (!plot || event.button !== 0 || event.pointerType === "touch")
    return;
  event.preventDefault();
  delete plot.dataset.drawn;
  drawn = { plot, from: place(plot, event) };
}

function draw(event) {
  if (!drawn)
    return;
  drawn.to = place(drawn.plot, event);
  if (!drawn.range) {
    drawn.range = document.createElementNS(drawn.plot.namespaceURI, "rect");
    drawn.range.setAttribute("class", "range");
    drawn.plot.append(drawn.range);
  }
  const [left, right] = [drawn.from.x, drawn.to.x].sort((a, b) => a - b);
  const [top, bottom] = [drawn.from.y, drawn.to.y].sort((a, b) => a - b);
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top }))
    drawn.range.setAttribute(name, value);
}

function finish() {
  if (!drawn?.to)
    return forget();
  const { plot, from, to } = drawn;
  forget();
  const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  if (Math.max(width, height) < leastPixels)
    return;
  plot.dataset.drawn = "";
  setTimeout(() => delete plot.dataset.drawn);
  const terms = [];
  if (width >= leastPixels)
    terms.push(`time>=${timeAt(plot, Math.min(from.x, to.x))}`, `time<${timeAt(plot, Math.max(from.x, to.x))}`);
  if (height >= leastPixels)
    terms.push(`duration>=${durationAt(plot, Math.max(from.y, to.y))}ns`, `duration<${durationAt(plot, Math.min(from.y, to.y))}ns`);
  // The points are whole traces: what is asked for is their first span.
  terms.push("-parent:*");
  const address = new URL(location.href);
  const line = (address.searchParams.get("q") ?? "").replace(drawnTerms, "").trim();
  address.searchParams.set("q", [/\sOR\s/.test(line) ? `(${line})` : line, ...terms].filter(Boolean).join(" "));
  address.searchParams.delete("before");
  visit(address.href);
}

function forget() {
  drawn?.range?.remove();
  drawn = undefined;
}

function place(plot, event) {
  const box = plot.getBoundingClientRect();
  return { x: Math.min(box.width, Math.max(0, event.clientX - box.left)), y: Math.min(box.height, Math.max(0, event.clientY - box.top)) };
}

function timeAt(plot, x) {
  const [from, to] = [plot.dataset.from, plot.dataset.to].map(nanos => Number(BigInt(nanos) / 1000000n));
  return new Date(from + (to - from) * x / plot.getBoundingClientRect().width).toISOString();
}

function durationAt(plot, y) {
  const [least, most] = [plot.dataset.least, plot.dataset.most].map(Number);
  return Math.round(least * Math.pow(most / least, 1 - y / plot.getBoundingClientRect().height));
}

function move(event) {
  const point = event.target.closest?.("[data-scatter] a");
  if (!point || event.altKey || event.ctrlKey || event.metaKey)
    return;
  const points = [...point.closest("[data-scatter]").querySelectorAll("a")];
  const at = points.indexOf(point);
  const next = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, Home: 0, End: points.length - 1 }[event.key];
  if (next === undefined || !points[next])
    return;
  event.preventDefault();
  point.setAttribute("tabindex", -1);
  points[next].setAttribute("tabindex", 0);
  points[next].focus();
}
