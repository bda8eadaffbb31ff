// Follows links and sends forms marked data-enhance without loading the document anew: fetches the next page, and puts its content in the place of
// this one's. Whatever it can't do it leaves to the browser; without scripts every page works the same.
(() => {
  'use strict';

  const page = () => document.getElementById('page');
  const announcer = document.getElementById('announcer');
  let underWay = null;

  const here = () => location.pathname + location.search;
  const assets = root => [...root.querySelectorAll('link[rel=stylesheet], script[src]')].map(e => e.getAttribute('href') ?? e.getAttribute('src')).join();

  function announce(text, failed = false) {
    announcer.toggleAttribute('data-failed', failed);
    announcer.textContent = text;
  }

  function arrive(hash) {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
    return target !== null;
  }

  function show(next, { focusHeading, hash }) {
    document.title = next.title;
    // Of the head only what belongs to the page; telemetry.js reads the trace of the load once, and that of an error when it happens.
    const trace = 'meta[name=traceparent]';
    document.querySelector(trace)?.setAttribute('content', next.querySelector(trace)?.content ?? '');
    page().replaceWith(document.adoptNode(next.getElementById('page')));
    announce(page().querySelector('[data-announce], [role=alert]:not([hidden])')?.textContent.trim() ?? next.title);
    document.dispatchEvent(new Event('page:shown'));
    const invalid = page().querySelector('[aria-invalid]');
    if (arrive(hash))
      return;
    if (invalid)
      invalid.focus();
    else if (focusHeading)
      page().querySelector('h1')?.focus({ preventScroll: true });
  }

  async function go(url, { method = 'GET', body, history: change = 'push', scroll = 0 } = {}) {
    underWay?.abort();
    const attempt = underWay = new AbortController();
    const before = here();
    document.documentElement.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(url, { method, body, headers: { accept: 'text/html' }, signal: attempt.signal });
      if (!response.headers.get('content-type')?.startsWith('text/html'))
        throw new TypeError('The answer is not a page.');
      const next = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (!next.getElementById('page') || assets(next) !== assets(document))
        throw new TypeError('The answer needs a document of its own.');

      const target = new URL(response.redirected ? response.url : url);
      if (!response.redirected)
        target.hash = new URL(url).hash;
      // A post that was answered with a page, not a redirect, was refused: its form stays where it is.
      if (change === 'push' && (method === 'GET' || response.redirected)) {
        history.replaceState({ scroll: scrollY }, '');
        history[target.href === location.href ? 'replaceState' : 'pushState']({ scroll: 0 }, '', target.href);
      }
      show(next, { focusHeading: here() !== before, hash: change === 'push' ? target.hash : '' });
      if (method === 'GET' && !target.hash)
        scrollTo({ top: scroll, behavior: 'instant' });
    } catch (error) {
      if (error.name === 'AbortError')
        return;
      if (method === 'GET')
        location.assign(url);
      else
        announce('That couldn’t be sent: Cruddur can’t be reached. Your text is still here.', true);
    } finally {
      if (underWay === attempt) {
        underWay = null;
        document.documentElement.removeAttribute('aria-busy');
      }
    }
  }

  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin)
      return;
    if (link.hash && link.pathname + link.search === here()) {
      if (arrive(link.hash))
        event.preventDefault();
      return;
    }
    event.preventDefault();
    go(link.href);
  });

  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('form[data-enhance]'))
      return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form, event.submitter));
    const url = new URL(form.action);
    if (form.method === 'post') {
      if (document.documentElement.hasAttribute('aria-busy'))
        return;
      go(url.href, { method: 'POST', body: data });
    } else {
      url.search = data;
      go(url.href);
    }
  });

  history.scrollRestoration = 'manual';
  addEventListener('popstate', event => {
    // A change of the hash alone is the browser's own business.
    if (event.state)
      go(location.href, { history: 'keep', scroll: event.state.scroll });
  });
  history.replaceState({ scroll: scrollY }, '');
  arrive(location.hash);
})();
