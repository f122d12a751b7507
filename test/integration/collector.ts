import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };

interface Attribute {
  readonly key: string;
  readonly value: Value;
}

/** A span as OTLP's JSON carries it, its attributes as a plain object. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
}

export interface CollectedMetric {
  readonly name: string;
  readonly points: readonly { readonly attributes: CollectedSpan['attributes'] }[];
}

interface RawSpan extends Omit<CollectedSpan, 'attributes' | 'parentSpanId'> {
  readonly parentSpanId?: string;
  readonly attributes: readonly Attribute[];
}

interface RawMetric {
  readonly name: string;
  readonly [kind: string]: unknown;
}

interface Export {
  readonly resourceSpans?: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly RawMetric[] }[];
  }[];
}

const plain = (attributes: readonly Attribute[]): CollectedSpan['attributes'] =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? value.doubleValue ?? Number(value.intValue),
    ]),
  );

const pointsOf = (metric: RawMetric): CollectedMetric['points'] =>
  ['sum', 'gauge', 'histogram'].flatMap((kind) => {
    const data = metric[kind] as { dataPoints?: { attributes: readonly Attribute[] }[] } | undefined;
    return (data?.dataPoints ?? []).map(({ attributes }) => ({ attributes: plain(attributes) }));
  });

/** An OpenTelemetry collector of the simplest kind: takes OTLP over HTTP in JSON and remembers. */
export interface Collector {
  readonly url: string;
  readonly headers: Record<string, string | string[] | undefined>[];
  /** Everything that was sent, as it came. */
  readonly texts: string[];
  spans: () => CollectedSpan[];
  metrics: () => CollectedMetric[];
  stop: () => Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const texts: string[] = [];
  const headers: Collector['headers'] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      texts.push(text);
      headers.push(request.headers);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const exports = () => texts.map((text) => JSON.parse(text) as Export);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers,
    texts,
    spans: () =>
      exports()
        .flatMap(({ resourceSpans = [] }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map((span) => ({
          ...span,
          parentSpanId: span.parentSpanId === '' ? undefined : span.parentSpanId,
          attributes: plain(span.attributes),
        })),
    metrics: () =>
      exports()
        .flatMap(({ resourceMetrics = [] }) => resourceMetrics)
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
        .map((metric) => ({ name: metric.name, points: pointsOf(metric) })),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
