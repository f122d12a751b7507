type Kind = 'request' | 'callback' | 'failed';

const list = document.querySelector('#log');
const started = performance.now();

/** Writes down what happened, the latest first, with details to unfold. */
export function log(kind: Kind, what: string, details?: unknown): void {
  const item = document.createElement('li');
  item.className = kind;
  const time = document.createElement('time');
  time.textContent = `${((performance.now() - started) / 1000).toFixed(2)} s `;
  const summary = document.createElement('summary');
  summary.append(time, what);
  const detail = document.createElement('details');
  const text = document.createElement('pre');
  text.textContent = details === undefined ? '' : JSON.stringify(details, undefined, 2);
  detail.append(summary, text);
  item.append(detail);
  list?.prepend(item);
}

/** Writes down every request that goes to one origin, with what was sent and answered. */
export function logRequestsTo(origin: () => string): void {
  const original = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== new URL(origin()).origin) return original(input, init);
    const call = `${init?.method ?? 'GET'} ${url.pathname}`;
    const sent = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    try {
      const response = await original(input, init);
      const answer = (await response
        .clone()
        .json()
        .catch(() => undefined)) as unknown;
      log(response.ok ? 'request' : 'failed', `${call} → ${response.status}`, {
        headers: init?.headers,
        sent,
        answer,
      });
      return response;
    } catch (error) {
      log('failed', `${call} → no answer`, { headers: init?.headers, sent });
      throw error;
    }
  };
}
