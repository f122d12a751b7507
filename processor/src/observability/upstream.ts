import { SpanKind, type Attributes, type Span } from '@opentelemetry/api';
import type { OutgoingRequest, Transport } from '../upstream/transport.ts';
import { instruments } from './instruments.ts';
import { errorType, failed, inSpan, isTraced } from './spans.ts';

interface Outgoing {
  readonly method: string;
  /** With its scheme and host. */
  readonly url: string;
}

const isName = (segment: string): boolean => /^(v\d{1,3}|[a-z][A-Za-z-]{0,40})$/.test(segment);

/** What comes after these is a secret whatever it looks like. */
const SECRET_AFTER: readonly (string | undefined)[] = ['sessions', 'storedPaymentMethods'];

/**
 * A path without what identifies anybody: names of resources stay, ids, keys, tokens and session ids become `{id}`. The
 * query is left out.
 */
export const templateOf = (pathname: string): string => {
  const segments = pathname.split('/');
  return segments
    .map((segment, index) =>
      segment === '' || (isName(segment) && !SECRET_AFTER.includes(segments[index - 1])) ? segment : '{id}',
    )
    .join('/');
};

const describe = ({ method, url }: Outgoing): Attributes => {
  const { hostname, port, protocol, pathname } = new URL(url);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.scheme': protocol.slice(0, -1),
    'url.template': templateOf(pathname),
  };
};

/** A call upstream as a client span and in the client's histogram. */
export const observeCall = <A>(
  outgoing: Outgoing,
  statusOf: (answer: A) => number,
  call: () => Promise<A>,
): Promise<A> => {
  const startedAt = performance.now();
  const attributes = () => describe(outgoing);
  return inSpan({ name: outgoing.method, kind: SpanKind.CLIENT, attributes }, (span) =>
    isTraced(span) ? measured(span) : call(),
  );

  async function measured(span: Span): Promise<A> {
    const known = attributes();
    span.updateName(`${outgoing.method} ${String(known['url.template'])}`);
    const measure = (outcome: Attributes): void =>
      instruments().clientDuration.record((performance.now() - startedAt) / 1000, { ...known, ...outcome });
    try {
      const answer = await call();
      const status = statusOf(answer);
      span.setAttribute('http.response.status_code', status);
      if (status >= 400) failed(span, String(status));
      measure({ 'http.response.status_code': status });
      return answer;
    } catch (error) {
      measure({ 'error.type': errorType(error) });
      throw error;
    }
  }
};

/** The transport to commercetools, observed: every try is a span. */
export const observedTransport =
  (send: Transport): Transport =>
  (outgoing: OutgoingRequest) =>
    observeCall(
      outgoing,
      ({ status }) => status,
      () => send(outgoing),
    );
