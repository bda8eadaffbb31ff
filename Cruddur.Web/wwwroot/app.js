// Small comforts over pages that work without them: character count, theme switch, copy, times in the reader's own zone.
(() => {
  'use strict';

  const NEAR_LIMIT = 0.9;

  function count(field) {
    const counter = document.querySelector(`[data-count-of="${field.id}"]`);
    const limit = Number(field.dataset.count);
    // Code points, as the API counts.
    const used = [...field.value].length;
    const left = limit - used;
    counter.dataset.state = left < 0 ? 'over' : used > limit * NEAR_LIMIT ? 'near' : 'fine';
    counter.querySelector('[data-count-text]').textContent = left.toLocaleString('en');
    counter.querySelector('.visually-hidden').textContent = ' characters left';
    counter.querySelector('.used').setAttribute('stroke-dasharray', `${Math.min(100, used / limit * 100)} 100`);
    field.form.querySelector('[type=submit]').disabled = left < 0 || field.value.trim() === '';
  }

  function dress() {
    document.querySelectorAll('[data-count]').forEach(count);
    for (const time of document.querySelectorAll('time[datetime]'))
      time.closest('[title]')?.setAttribute('title', new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' }));
  }

  function switchTheme() {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    // A cookie, so that the server renders the choice and no page flashes.
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  }

  async function copy(button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.getElementById('announcer').textContent = 'Copied';
    button.title = 'Copied';
  }

  document.addEventListener('input', event => event.target.matches('[data-count]') && count(event.target));
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('[data-count]'))
      event.target.form.requestSubmit(event.target.form.querySelector('[type=submit]:enabled'));
  });
  document.addEventListener('click', event => {
    const button = event.target.closest?.('button');
    if (button?.dataset.copy)
      copy(button).catch(() => button.remove());
    else if (button?.hasAttribute('data-theme-switch'))
      switchTheme();
  });
  document.addEventListener('page:shown', dress);
  dress();
})();
