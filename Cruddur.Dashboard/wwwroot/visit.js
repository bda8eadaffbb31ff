// Links and filter forms marked with data-visit change the page in place, and the address with it.
import { morphFrom } from "./morph.js";

export function startVisits() {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-visit]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    visit(link.href);
  });
  document.addEventListener("submit", event => {
    const form = event.target.closest("form[data-visit]");
    if (!form)
      return;
    event.preventDefault();
    // Filters that say nothing stay out of the address.
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    visit(`${form.action}${query.size ? `?${query}` : ""}`);
  });
  document.addEventListener("change", event => event.target.closest("form[data-visit] :is(select, input[type=checkbox])")?.form.requestSubmit());
  addEventListener("popstate", () => morphFrom(location.href, "main"));
}

async function visit(address) {
  history.pushState(null, "", address);
  try {
    await morphFrom(address, "main");
  } catch {
    // The browser says why it can't be reached. The address is this page's by now: to assign it would do nothing where it has a hash.
    location.reload();
    return;
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target)
    target.scrollIntoView({ block: "nearest" });
}
