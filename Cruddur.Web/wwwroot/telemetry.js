// The browser's part of the traces. A document's load is a child of the server's span that rendered it (its id stands in <meta name="traceparent">);
// a request that the page makes afterwards starts a trace of its own, and the server's span is the child. What nobody catches is an exception event on a
// span of the trace that the page shows. Spans go to this origin as OTLP/HTTP JSON.
// Nothing in here may disturb the page: what goes wrong costs a span, never a request.
(() => {
  'use strict';

  const ENDPOINT = '/otlp/v1/traces';
  // The endpoint and keepalive allow 64 KiB.
  const MAX_BATCH = 60_000; // bytes
  const MAX_QUEUE = 32; // while it is full, new spans are dropped
  const MAX_NAME = 200;
  const MAX_TEXT = 1024;
  const MAX_STACK = 8192;
  const MAX_ERRORS = 10; // a document
  const SEND_AFTER = 1000; // ms
  const KIND = { internal: 1, client: 3 };
  const ERROR = 2;

  const send = window.fetch;
  if (!send || !window.crypto?.getRandomValues || !window.performance?.timeOrigin)
    return;

  const queue = [];
  const errors = new Set();
  let size = 0; // of the batch, in bytes
  let timer = 0;

  const hex = bytes => [...crypto.getRandomValues(new Uint8Array(bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  // Milliseconds on the page's clock to a string of Unix nanoseconds, which are more than a number can hold.
  const nanoseconds = ms => `${Math.round((performance.timeOrigin + ms) * 1000)}000`;
  // Half a character is no text, and the endpoint refuses it.
  const shortened = (text, max) => {
    const start = text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
    return start.toWellFormed?.() ?? start;
  };
  const value = (v, max) => Number.isInteger(v) ? { intValue: String(v) } : { stringValue: shortened(String(v), max) };
  const attributes = (o, max = MAX_TEXT) => Object.entries(o).filter(([, v]) => v !== undefined).map(([key, v]) => ({ key, value: value(v, max) }));
  const bytes = text => new TextEncoder().encode(text).length;
  // What stands behind the # never leaves the browser, and may be a secret.
  const address = ({ origin, pathname, search }) => origin + pathname + search;
  // A name has few forms; which activity or person it was stands in url.path.
  const route = path => path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{uuid}').replace(/^\/@[^/]+/, '/@{handle}');

  const batch = spans => JSON.stringify({
    resourceSpans: [{
      resource: { attributes: attributes({ 'service.name': 'browser', 'browser.language': navigator.language, 'user_agent.original': navigator.userAgent }) },
      scopeSpans: [{ scope: { name: 'cruddur.browser' }, spans }],
    }],
  });

  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (queue.length === 0)
      return;
    const body = batch(queue.splice(0));
    // keepalive outlives the page. A batch that doesn't arrive is lost: it isn't worth a retry in somebody's browser.
    send(ENDPOINT, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  }

  function record(name, kind, traceId, spanId, parentSpanId, start, end, facts, error, events) {
    if (queue.length >= MAX_QUEUE)
      return;
    const span = {
      traceId, spanId, parentSpanId, name: shortened(name, MAX_NAME), kind,
      startTimeUnixNano: nanoseconds(start),
      endTimeUnixNano: nanoseconds(end),
      attributes: attributes({ ...facts, 'error.type': error }),
      status: error ? { code: ERROR } : {},
      events,
    };
    const [empty, added] = [bytes(batch([])), bytes(JSON.stringify(span)) + 1]; // and its comma
    if (empty + added > MAX_BATCH)
      return;
    if (size + added > MAX_BATCH)
      flush();
    size = (queue.length === 0 ? empty : size) + added;
    queue.push(span);
    timer ||= setTimeout(flush, SEND_AFTER);
  }

  /** The ids of the server's span that rendered what the page shows: navigation.js replaces them together with the content. */
  const rendered = () => /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(document.querySelector('meta[name=traceparent]')?.content ?? '') ?? [];

  // Whether the trace is sampled is the server's to say: it knows, and takes no page's word for it.
  function recordDocumentLoad([, traceId, parentId]) {
    const timing = performance.getEntriesByType?.('navigation')[0];
    if (!traceId || !timing)
      return;
    record('document load', KIND.internal, traceId, hex(8), parentId, timing.startTime, timing.loadEventEnd || performance.now(), {
      'url.full': address(location),
      'url.path': location.pathname,
      'http.response.status_code': timing.responseStatus || undefined,
      'user_agent.original': navigator.userAgent,
    });
  }

  /** What was thrown may be anything; of a script from elsewhere the browser tells nothing. */
  function recordError(kind, thrown, message) {
    const type = String(thrown?.name || (thrown instanceof Object && thrown.constructor?.name) || 'Error');
    const said = { 'exception.type': type, 'exception.message': String(thrown?.message ?? message ?? thrown) };
    const stack = { 'exception.stacktrace': thrown?.stack };
    const known = JSON.stringify([said, stack]);
    if (errors.size >= MAX_ERRORS || errors.has(known))
      return;
    errors.add(known);
    const [, traceId = hex(16), parentId] = rendered();
    const now = performance.now();
    // Alone and at once: a stack takes the room of many spans, and the page may not live long.
    flush();
    record(kind, KIND.internal, traceId, hex(8), parentId, now, now, { 'url.full': address(location), 'url.path': location.pathname }, type,
      [{ name: 'exception', timeUnixNano: nanoseconds(now), attributes: [...attributes(said), ...attributes(stack, MAX_STACK)] }]);
    flush();
  }

  /** What to send in place of the arguments, and how to close the span; undefined where the request is none of ours to trace. */
  function begin(input, init) {
    const isRequest = input instanceof Request;
    const url = new URL(isRequest ? input.url : input, document.baseURI);
    const mode = init?.mode ?? (isRequest ? input.mode : undefined);
    // A request without CORS can carry no header of ours.
    if (url.origin !== location.origin || url.pathname.startsWith('/otlp/') || mode === 'no-cors')
      return undefined;
    const headers = new Headers(init?.headers ?? (isRequest ? input.headers : undefined));
    if (headers.has('traceparent'))
      return undefined;

    const [traceId, spanId, start] = [hex(16), hex(8), performance.now()];
    const method = (init?.method ?? (isRequest ? input.method : 'GET')).toUpperCase();
    headers.set('traceparent', `00-${traceId}-${spanId}-01`);
    const end = (status, error) => record(`${method} ${route(url.pathname)}`, KIND.client, traceId, spanId, undefined, start, performance.now(), {
      'http.request.method': method,
      'url.full': address(url),
      'url.path': url.pathname,
      'server.address': url.hostname,
      'http.response.status_code': status,
      'user_agent.original': navigator.userAgent,
    }, error);
    return { init: { ...init, headers }, end };
  }

  const safely = (action, ...args) => {
    try {
      return action(...args);
    } catch {
      return undefined;
    }
  };

  window.fetch = function fetch(input, init) {
    const call = safely(begin, input, init);
    if (!call)
      return send.apply(this, arguments);
    // The answer's head ends the span, redirects included; its body belongs to the caller.
    return send.call(this, input, call.init).then(
      response => {
        safely(call.end, response.status, response.status >= 400 ? String(response.status) : undefined);
        return response;
      },
      error => {
        safely(call.end, undefined, error?.name ?? 'Error');
        throw error;
      });
  };

  const loaded = rendered();
  // loadEventEnd is set only after the event's handlers have run.
  addEventListener('load', () => setTimeout(() => safely(recordDocumentLoad, loaded)));
  addEventListener('error', event => event instanceof ErrorEvent && safely(recordError, 'uncaught error', event.error, event.message));
  addEventListener('unhandledrejection', event => safely(recordError, 'unhandled rejection', event.reason));
  addEventListener('pagehide', () => safely(flush));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && safely(flush));
})();
