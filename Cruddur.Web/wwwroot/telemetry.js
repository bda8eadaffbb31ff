// The browser's part of the traces. A document's load is a child of the server's span that rendered it (its id stands in <meta name="traceparent">);
// a request that the page makes afterwards starts a trace of its own, and the server's span is the child. Spans go to this origin as OTLP/HTTP JSON.
// Nothing in here may disturb the page: what goes wrong costs a span, never a request.
(() => {
  'use strict';

  const ENDPOINT = '/otlp/v1/traces';
  // Together they keep a batch below the 64 KiB that the endpoint and keepalive allow. While the queue is full, new spans are dropped.
  const MAX_QUEUE = 32;
  const MAX_TEXT = 1024;
  const SEND_AFTER = 1000; // ms
  const KIND = { internal: 1, client: 3 };
  const ERROR = 2;

  const send = window.fetch;
  if (!send || !window.crypto?.getRandomValues || !window.performance?.timeOrigin)
    return;

  const queue = [];
  let timer = 0;

  const hex = bytes => [...crypto.getRandomValues(new Uint8Array(bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  // Milliseconds on the page's clock to a string of Unix nanoseconds, which are more than a number can hold.
  const nanoseconds = ms => `${Math.round((performance.timeOrigin + ms) * 1000)}000`;
  const value = v => Number.isInteger(v) ? { intValue: String(v) } : { stringValue: String(v).slice(0, MAX_TEXT) };
  const attributes = o => Object.entries(o).filter(([, v]) => v !== undefined).map(([key, v]) => ({ key, value: value(v) }));
  // A name has few forms; which activity or person it was stands in url.path.
  const route = path => path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{uuid}').replace(/^\/@[^/]+/, '/@{handle}');

  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (queue.length === 0)
      return;
    const body = JSON.stringify({
      resourceSpans: [{
        resource: { attributes: attributes({ 'service.name': 'browser', 'browser.language': navigator.language, 'user_agent.original': navigator.userAgent }) },
        scopeSpans: [{ scope: { name: 'cruddur.browser' }, spans: queue.splice(0) }],
      }],
    });
    // keepalive outlives the page. A batch that doesn't arrive is lost: it isn't worth a retry in somebody's browser.
    send(ENDPOINT, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  }

  function record(name, kind, traceId, spanId, parentSpanId, start, end, facts, error) {
    if (queue.length >= MAX_QUEUE)
      return;
    queue.push({
      traceId, spanId, parentSpanId, name, kind,
      startTimeUnixNano: nanoseconds(start),
      endTimeUnixNano: nanoseconds(end),
      attributes: attributes({ ...facts, 'error.type': error }),
      status: error ? { code: ERROR } : {},
    });
    timer ||= setTimeout(flush, SEND_AFTER);
  }

  function recordDocumentLoad() {
    const [, traceId, parentId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '') ?? [];
    const timing = performance.getEntriesByType?.('navigation')[0];
    if (!traceId || !timing || !(parseInt(flags, 16) & 1))
      return;
    record('document load', KIND.internal, traceId, hex(8), parentId, timing.startTime, timing.loadEventEnd || performance.now(), {
      'url.full': location.href,
      'url.path': location.pathname,
      'http.response.status_code': timing.responseStatus || undefined,
      'user_agent.original': navigator.userAgent,
    });
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
      'url.full': url.href,
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

  const parent = document.querySelector('meta[name=traceparent]')?.content;
  // loadEventEnd is set only after the event's handlers have run.
  addEventListener('load', () => setTimeout(() => safely(recordDocumentLoad)));
  addEventListener('pagehide', () => safely(flush));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && safely(flush));
})();
