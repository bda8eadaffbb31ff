// Whatever names a key by data-shortcut is pressed, or focused, by it. j and k go through the rows; ? shows the keys of the page.
const fields = "input, select, textarea, [contenteditable]";

export function startKeys() {
  document.addEventListener("keydown", press);
  const opener = document.querySelector("[data-keys-open]");
  if (opener)
    opener.hidden = false;
  document.addEventListener("click", event => {
    if (event.target.closest("[data-keys-open]"))
      show();
  });
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]"))
    return;
  if (event.target.closest?.(fields)) {
    if (event.key === "Escape")
      event.target.blur();
    return;
  }
  const action = event.key === "?" ? show : event.key === "j" ? () => go(1) : event.key === "k" ? () => go(-1) : actionOf(event.key);
  if (!action)
    return;
  event.preventDefault();
  action();
}

function actionOf(key) {
  const target = targets().find(one => one.dataset.shortcut === key);
  return target && (() => target.matches(fields) ? (target.focus(), target.select?.()) : target.click());
}

function targets() {
  return [...document.querySelectorAll("[data-shortcut]")].filter(one => one.checkVisibility());
}

function go(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(row => row.checkVisibility());
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? rows.at(step > 0 ? 0 : -1) : rows[here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function show() {
  const dialog = document.querySelector("[data-keys]");
  if (!dialog)
    return;
  const list = dialog.querySelector("dl");
  for (const added of list.querySelectorAll("[data-added]"))
    added.remove();
  for (const target of targets()) {
    const line = list.firstElementChild.cloneNode(true);
    line.dataset.added = "";
    line.querySelector("kbd").textContent = target.dataset.shortcut === "Escape" ? "Esc" : target.dataset.shortcut;
    line.querySelectorAll("kbd ~ kbd").forEach(other => other.remove());
    line.querySelector("dd").textContent = target.getAttribute("aria-label") ?? target.textContent.trim();
    list.append(line);
  }
  dialog.showModal();
}
