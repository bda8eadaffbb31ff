// Follows a resource's console. Lines are put in as text: nothing in them is ever markup.
const maxLines = 2000;

export function startConsole() {
  const list = document.querySelector("[data-console]");
  if (!list)
    return;
  const status = document.querySelector("[data-console-status]");
  const source = new EventSource(list.dataset.console);
  source.onopen = () => {
    // A stream that was opened again begins with the lines that are here already.
    list.replaceChildren();
    status.textContent = "Following";
  };
  source.onerror = () => status.textContent = "Reconnecting";
  source.addEventListener("lost", event => add(list, JSON.parse(event.data), "lost"));
  source.onmessage = event => add(list, JSON.parse(event.data), "");
}

function add(list, line, className) {
  const box = list.parentElement;
  const follows = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  const item = document.createElement("li");
  item.className = className || (line.isError ? "stderr" : "");
  const time = document.createElement("time");
  time.dateTime = time.title = line.iso;
  time.textContent = line.time;
  const mark = document.createElement("span");
  mark.className = "stream";
  mark.textContent = line.isError ? "err" : "";
  const text = document.createElement("span");
  text.className = "text";
  for (const run of line.runs) {
    const part = document.createElement("span");
    part.className = run.class;
    part.textContent = run.text;
    text.append(part);
  }
  item.append(time, mark, text);
  list.append(item);
  if (list.childElementCount > maxLines)
    list.firstElementChild.remove();
  if (follows)
    box.scrollTop = box.scrollHeight;
}
