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
  addEventListener("popstate", async () => {
    await morphFrom(location.href, "main");
    settle();
  });
}

// What was typed and not asked for is gone with the page that it was typed on; whoever still types goes on.
function settle() {
  for (const form of document.querySelectorAll("form[data-visit]"))
    if (!form.contains(document.activeElement) || !document.activeElement.matches("input"))
      form.reset();
}

/** Goes to another address of the page that is open. */
export async function visit(address) {
  history.pushState(null, "", address);
  try {
    await morphFrom(address, "main");
    settle();
  } catch {
    // The browser says why it can't be reached. The address is this page's by now: to assign it would do nothing where it has a hash.
    location.reload();
    return;
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target)
    target.scrollIntoView({ block: "nearest" });
}
