// Keeps a list still while the reader is away from its newest end, says how much is new there, and goes on when the reader comes back.

// So far from the end one is elsewhere.
const near = 80;

let missed = false;
let following = true;

const list = () => document.querySelector("[data-tail]");
const button = () => document.querySelector("[data-tail-resume]");
const keys = root => [...root.querySelectorAll("[data-tail] [data-key^=log-]")].map(row => row.dataset.key);

export function startTail() {
  document.addEventListener("page:news", hold);
  document.addEventListener("page:morphed", follow);
  document.addEventListener("scroll", look, { passive: true });
  document.addEventListener("click", event => {
    if (event.target.closest("[data-tail-resume]"))
      resume();
  });
  follow();
}

function atBottom() {
  return list()?.dataset.tail === "bottom";
}

function isNear() {
  const { scrollY, innerHeight } = window;
  if (atBottom())
    return document.documentElement.scrollHeight - scrollY - innerHeight < near;
  // What is above the list may be scrolled away without losing sight of its first line.
  return list().getBoundingClientRect().top > -near;
}

function hold(event) {
  if (!list() || event.target !== list().closest("[data-live]") || isNear())
    return;
  event.preventDefault();
  const known = new Set(keys(document));
  const arrived = keys(event.detail.next);
  const fresh = arrived.filter(key => !known.has(key)).length;
  missed = fresh > 0;
  if (missed) {
    button().textContent = `${fresh === arrived.length ? `${fresh} or more` : fresh} new ${fresh === 1 ? "line" : "lines"}`;
    button().hidden = false;
  }
}

function follow() {
  if (list() && atBottom() && following)
    scrollTo(0, document.documentElement.scrollHeight);
}

function look() {
  if (!list())
    return;
  following = isNear();
  if (following && missed)
    resume();
}

function resume() {
  missed = false;
  following = true;
  document.dispatchEvent(new CustomEvent("page:read"));
  if (!atBottom())
    list().closest("[data-live]").scrollIntoView({ block: "start" });
  else
    follow();
}
