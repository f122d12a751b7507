import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { startCollector, type CollectedSpan, type Collector } from './collector.ts';
import { card, newShopper } from './support.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const callersSpan = 'b7ad6b7169203331';

let collector: Collector;
let stack: Stack;
let upstream: number;
let paymentId: string;

/** One paid cart, from the page's first question to Adyen's notification; then the service stops and sends the rest. */
beforeAll(async () => {
  collector = await startCollector();
  stack = await startStack({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=collector%20key',
    },
  });
  const shopper = await newShopper(stack);
  stack.adyen.control.settings({ webhookDelayMs: 50 });
  stack.commercetools.control.clearRequests();
  const headers = { traceparent: `00-${traceId}-${callersSpan}-01` };
  await stack.call('/payment-methods', { sessionId: shopper.sessionId, body: {} });
  const { body } = await shopper.pay(card(), { headers });
  paymentId = body.paymentReference;
  await stack.adyen.control.whenIdle();
  upstream = stack.commercetools.control.count() + stack.adyen.control.journal().length;
  await stack.processors[0]?.stop();
});

afterAll(async () => {
  await stack.stop();
  await collector.stop();
});

const parentOf = (span: CollectedSpan): CollectedSpan | undefined =>
  collector.spans().find(({ spanId }) => spanId === span.parentSpanId);

const rootOf = (span: CollectedSpan): CollectedSpan => {
  const parent = parentOf(span);
  return parent ? rootOf(parent) : span;
};

describe('the trace of a paid cart', () => {
  it('continues the caller’s trace with a server span of the route', () => {
    const [attempt] = collector.spans().filter((span) => span.name === 'POST /payments');
    expect(attempt).toMatchObject({
      traceId,
      parentSpanId: callersSpan,
      kind: 2,
      attributes: {
        'http.route': '/payments',
        'http.request.method': 'POST',
        'http.response.status_code': 200,
      },
    });
  });

  it('holds every upstream call as a child span, by name', () => {
    const calls = collector.spans().filter((span) => span.traceId === traceId && span.kind === 3);
    expect(calls.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'GET /sandbox/sessions/{id}',
        'GET /sandbox/carts/{id}',
        'POST /sandbox/payments',
        'POST /sandbox/carts/{id}',
        'POST /v72/payments',
        'POST /sandbox/payments/{id}',
      ]),
    );
    for (const call of calls) {
      expect(rootOf(call).name).toBe('POST /payments');
      expect(call.attributes['http.response.status_code']).toBeGreaterThanOrEqual(200);
    }
  });

  it('leaves no upstream call of the whole cart without a span, nor any of them without a request', () => {
    const calls = collector.spans().filter(({ kind }) => kind === 3);
    expect(calls).toHaveLength(upstream);
    const requests = new Set(calls.map((call) => rootOf(call).name));
    expect([...requests].sort()).toEqual(['POST /notifications', 'POST /payment-methods', 'POST /payments']);
  });

  it('shows the ledger’s writes around the calls that they took', () => {
    const writes = collector
      .spans()
      .filter((span) => span.traceId === traceId && span.name.startsWith('ledger '));
    expect(writes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ledger create', 'ledger settle']),
    );
    const settle = writes.find(({ name }) => name === 'ledger settle');
    expect(settle?.attributes['payment.id']).toBe(paymentId);
    const update = collector
      .spans()
      .find((span) => span.traceId === traceId && span.parentSpanId === settle?.spanId);
    expect(update?.name).toBe('POST /sandbox/payments/{id}');
  });
});

describe('the metrics of a paid cart', () => {
  const attributesOf = (name: string) =>
    collector
      .metrics()
      .filter((metric) => metric.name === name)
      .flatMap(({ points }) => points.map(({ attributes }) => attributes));

  it.each([
    ['http.server.request.duration', { 'http.route': '/payments', 'http.response.status_code': 200 }],
    ['http.client.request.duration', { 'url.template': '/v72/payments', 'http.response.status_code': 200 }],
    ['adyen.operation.duration', { 'adyen.operation': 'payments', 'adyen.outcome': 'answered' }],
    ['adyen.attempts', { 'payment.method': 'scheme', 'adyen.result_code': 'Authorised' }],
    ['adyen.notifications', { 'adyen.event_code': 'AUTHORISATION', 'adyen.success': true }],
    ['ledger.writes', { 'ledger.write': 'settle' }],
    ['adyen.attempts.active', {}],
    ['process.memory.usage', {}],
  ])('%s', (name, attributes) => {
    expect(attributesOf(name)).toEqual(expect.arrayContaining([expect.objectContaining(attributes)]));
  });

  it('are sent with the collector’s own headers', () => {
    expect(collector.headers.every((headers) => headers['x-api-key'] === 'collector key')).toBe(true);
  });
});
