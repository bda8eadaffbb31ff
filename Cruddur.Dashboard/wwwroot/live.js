// Follows the news of the regions marked with data-live, and reads the page again when there is some.
import { morphFrom } from "./morph.js";

// A page that takes long to read is read less often, so that it leaves time to whoever looks at it, and to the others.
const rest = 3;

let source;
let topic;
let held = false;
let reading = false;
let again = false;

const region = () => document.querySelector("[data-live]");

export function startLive() {
  document.addEventListener("click", event => {
    if (event.target.closest("[data-live-switch]"))
      hold(!held);
  });
  // A browser opens few connections to one host: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", connect);
  document.addEventListener("page:morphed", connect);
  document.addEventListener("page:read", read);
  connect();
}

function hold(value) {
  held = value;
  connect();
}

function connect() {
  const wanted = held || document.hidden ? undefined : region()?.dataset.live;
  if (wanted !== topic) {
    source?.close();
    source = wanted && new EventSource(`/live/${wanted}?since=${region().dataset.version}`);
    topic = wanted;
    if (source) {
      source.onmessage = read;
      source.onerror = () => show(true);
      source.onopen = () => show(false);
    }
  }
  show(false);
}

async function read() {
  again = reading;
  if (reading)
    return;
  reading = true;
  const start = performance.now();
  try {
    await morphFrom(location.href, "[data-live]");
  } catch {
    // The dashboard is away: the stream says so, and comes back by itself.
  } finally {
    await new Promise(resolve => setTimeout(resolve, (performance.now() - start) * rest));
    reading = false;
  }
  if (again && !held)
    await read();
}

function show(lost) {
  const button = document.querySelector("[data-live-switch]");
  if (!button)
    return;
  button.hidden = !region();
  button.setAttribute("aria-pressed", held);
  button.toggleAttribute("data-lost", lost);
  button.querySelector("[data-live-text]").textContent = held ? "Held" : lost ? "Reconnecting" : "Live";
}
