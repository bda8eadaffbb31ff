// Lists what a query line can go on with: a combobox, as ARIA describes it. Without its answers the line is a plain field.
const wait = 120;
const listId = "query-items";
let timer;
let asked = 0;

export function startCompleting() {
  document.addEventListener("input", event => isLine(event.target) && ask(event.target));
  document.addEventListener("focusin", event => isLine(event.target) && event.target.value === "" && ask(event.target));
  document.addEventListener("focusout", event => isLine(event.target) && close(event.target));
  // Before the browser's own keys, and before those of the page.
  document.addEventListener("keydown", event => isLine(event.target) && press(event), true);
  document.addEventListener("submit", event => {
    const line = event.target.querySelector("[data-complete]");
    if (line)
      close(line);
  });
}

const isLine = element => element.matches?.("input[data-complete]");
const listOf = line => line.parentElement.querySelector("[role=listbox]");
const chosenOf = line => listOf(line)?.querySelector("[aria-selected=true]");

function ask(line) {
  clearTimeout(timer);
  timer = setTimeout(() => fill(line), wait);
}

async function fill(line) {
  const turn = ++asked;
  const query = new URLSearchParams({ target: line.dataset.complete, q: line.value, at: line.selectionStart });
  let answer;
  try {
    const response = await fetch(`/query/complete?${query}`, { headers: { accept: "application/json" } });
    answer = response.ok ? await response.json() : undefined;
  } catch {
    // The dashboard is away: the line still works when it is back.
  }
  // Whoever typed on, or left, doesn't want it any more.
  if (turn !== asked || document.activeElement !== line)
    return;
  if (answer?.items?.length)
    open(line, answer);
  else
    close(line);
}

function open(line, { from, to, items }) {
  close(line);
  const list = document.createElement("ul");
  list.id = listId;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What the line can go on with");
  items.forEach((item, index) => {
    const option = document.createElement("li");
    option.id = `${listId}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const text of [item.text, item.detail])
      option.append(Object.assign(document.createElement("span"), { textContent: text }));
    // The line keeps the focus.
    option.addEventListener("pointerdown", event => {
      event.preventDefault();
      take(line, option);
    });
    Object.assign(option.dataset, { text: item.text, from, to });
    list.append(option);
  });
  line.after(list);
  line.setAttribute("role", "combobox");
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-controls", listId);
  line.setAttribute("aria-expanded", "true");
}

function close(line) {
  clearTimeout(timer);
  asked++;
  listOf(line)?.remove();
  for (const name of ["aria-controls", "aria-activedescendant"])
    line.removeAttribute(name);
  if (line.getAttribute("role"))
    line.setAttribute("aria-expanded", "false");
}

function press(event) {
  const line = event.target;
  const options = [...listOf(line)?.children ?? []];
  if (options.length === 0) {
    if (event.key === "ArrowDown" || (event.key === " " && event.ctrlKey)) {
      event.preventDefault();
      fill(line);
    }
    return;
  }
  const at = options.indexOf(chosenOf(line));
  const action = {
    ArrowDown: () => choose(line, options, (at + 1) % options.length),
    ArrowUp: () => choose(line, options, (at <= 0 ? options.length : at) - 1),
    Enter: at >= 0 && (() => take(line, options[at])),
    Tab: at >= 0 && (() => take(line, options[at])),
    Escape: () => close(line),
  }[event.key];
  if (!action)
    return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function choose(line, options, index) {
  options.forEach((option, other) => option.setAttribute("aria-selected", other === index));
  line.setAttribute("aria-activedescendant", options[index].id);
  options[index].scrollIntoView({ block: "nearest" });
}

function take(line, option) {
  const { text, from, to } = option.dataset;
  const value = line.value;
  line.value = value.slice(0, from) + text + value.slice(to);
  const end = Number(from) + text.length;
  line.setSelectionRange(end, end);
  close(line);
  // A name is followed by its values.
  ask(line);
}
