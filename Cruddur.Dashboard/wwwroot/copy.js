const shown = 1500;

export function startCopying() {
  reveal();
  document.addEventListener("page:morphed", reveal);
  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copy]");
    if (!button)
      return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    const name = button.getAttribute("aria-label");
    button.setAttribute("aria-label", "Copied");
    setTimeout(() => {
      delete button.dataset.copied;
      button.setAttribute("aria-label", name);
    }, shown);
  });
}

function reveal() {
  // The clipboard is there on localhost and over https only.
  for (const button of document.querySelectorAll("[data-copy][hidden]"))
    button.hidden = !navigator.clipboard;
}
