// Opens and closes the branches of the tree, and moves through it with the arrow keys.
const closed = new Set();

const rows = () => [...document.querySelectorAll("[data-tree] [data-depth]")];
const depth = row => Number(row.dataset.depth);

export function startWaterfall() {
  document.addEventListener("click", event => {
    const toggle = event.target.closest("[data-toggle]");
    if (toggle)
      set(toggle.closest("[data-depth]"), toggle.getAttribute("aria-expanded") === "true");
  });
  document.addEventListener("keydown", move);
  document.addEventListener("page:morphed", apply);
  apply();
}

function set(row, close) {
  closed[close ? "add" : "delete"](row.id);
  apply();
}

function apply() {
  let hiddenBelow = Infinity;
  for (const row of rows()) {
    row.hidden = depth(row) > hiddenBelow;
    if (row.hidden)
      continue;
    const toggle = row.querySelector("[data-toggle]");
    const isClosed = toggle !== null && closed.has(row.id);
    hiddenBelow = isClosed ? depth(row) : Infinity;
    if (toggle) {
      toggle.disabled = false;
      toggle.setAttribute("aria-expanded", !isClosed);
      row.setAttribute("aria-expanded", !isClosed);
    }
  }
}

function move(event) {
  const row = event.target.closest?.("[data-tree] [data-depth]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey)
    return;
  const visible = rows().filter(other => !other.hidden);
  const at = visible.indexOf(row);
  const open = row.getAttribute("aria-expanded");
  const target = {
    ArrowDown: () => visible[at + 1],
    ArrowUp: () => visible[at - 1],
    Home: () => visible[0],
    End: () => visible.at(-1),
    ArrowRight: () => open === "false" ? set(row, false) : open === "true" ? visible[at + 1] : undefined,
    ArrowLeft: () => open === "true" ? set(row, true) : visible.slice(0, at).findLast(other => depth(other) < depth(row)),
  }[event.key];
  if (!target)
    return;
  event.preventDefault();
  target()?.querySelector("a")?.focus();
}
