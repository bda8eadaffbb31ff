// The choice is a cookie, so that the server can write it into the page and nothing flashes.
const cookie = "cruddur-theme";

export function startTheme() {
  const choices = document.querySelector("[data-theme-switch]");
  if (!choices)
    return;
  show(choices, document.documentElement.dataset.theme ?? "auto");
  choices.hidden = false;
  choices.addEventListener("click", event => {
    const theme = event.target.closest("button")?.value;
    if (!theme)
      return;
    document.cookie = `${cookie}=${theme}; path=/; max-age=${theme === "auto" ? 0 : 31536000}; samesite=lax`;
    if (theme === "auto")
      delete document.documentElement.dataset.theme;
    else
      document.documentElement.dataset.theme = theme;
    show(choices, theme);
  });
}

function show(choices, theme) {
  for (const button of choices.querySelectorAll("button"))
    button.setAttribute("aria-pressed", button.value === theme);
}
