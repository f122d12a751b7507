import { SpanKind, type Attributes, type Span } from '@opentelemetry/api';
import type { OutgoingRequest, Transport, UpstreamResponse } from '../upstream/transport.ts';
import type { Instruments } from './instruments.ts';
import { errorType, failed, inSpan, isTraced } from './spans.ts';

const isName = (segment: string): boolean => /^(v\d{1,3}|[a-z][A-Za-z-]{0,40})$/.test(segment);

/** What comes after these is a secret whatever it looks like. */
const SECRET_AFTER: readonly (string | undefined)[] = ['sessions', 'storedPaymentMethods'];

/**
 * A path without what identifies anybody: names of resources stay, ids, keys, tokens and session ids become `{id}`. The
 * query is left out.
 */
const templateOf = (pathname: string): string => {
  const segments = pathname.split('/');
  return segments
    .map((segment, index) =>
      segment === '' || (isName(segment) && !SECRET_AFTER.includes(segments[index - 1])) ? segment : '{id}',
    )
    .join('/');
};

const describe = ({ method, url }: OutgoingRequest): Attributes => {
  const { hostname, port, protocol, pathname } = new URL(url);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.scheme': protocol.slice(0, -1),
    'url.template': templateOf(pathname),
  };
};

/** The transport whose every exchange is a client span and counts in the client's histogram. */
export const observed =
  (send: Transport, instruments: Instruments): Transport =>
  (outgoing) => {
    const startedAt = performance.now();
    const attributes = () => describe(outgoing);
    return inSpan({ name: outgoing.method, kind: SpanKind.CLIENT, attributes }, (span) =>
      isTraced(span) ? measured({ send, instruments, outgoing, span, startedAt }) : send(outgoing),
    );
  };

interface Measured {
  readonly send: Transport;
  readonly instruments: Instruments;
  readonly outgoing: OutgoingRequest;
  readonly span: Span;
  readonly startedAt: number;
}

const measured = async ({
  send,
  instruments,
  outgoing,
  span,
  startedAt,
}: Measured): Promise<UpstreamResponse> => {
  const known = describe(outgoing);
  span.updateName(`${outgoing.method} ${String(known['url.template'])}`);
  const measure = (outcome: Attributes): void =>
    instruments.clientDuration.record((performance.now() - startedAt) / 1000, { ...known, ...outcome });
  try {
    const response = await send(outgoing);
    const { status } = response;
    span.setAttribute('http.response.status_code', status);
    if (status >= 400) failed(span, String(status));
    measure({ 'http.response.status_code': status });
    return response;
  } catch (error) {
    measure({ 'error.type': errorType(error) });
    throw error;
  }
};
