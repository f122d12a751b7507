import {
  context,
  isSpanContextValid,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';
import packageJson from '../../package.json' with { type: 'json' };

/** Name and version under which spans and metrics are reported. */
export const scope = { name: 'adyen-connector-processor', version: packageJson.version };

/** Whether somebody listens: without an exporter nothing is recorded, and nothing should be computed for it. */
export const isTraced = (span: Span): boolean => isSpanContextValid(span.spanContext());

export const startSpan = (name: string, kind: SpanKind, parent = context.active()): Span =>
  trace.getTracer(scope.name, scope.version).startSpan(name, { kind }, parent);

/** The name of what went wrong, by OpenTelemetry's `error.type`: a code or a class, never a message. */
export const errorType = (error: unknown): string => {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : typeof error;
};

/** Marks a span as failed. The error's message stays out of it: upstream texts may hold personal data. */
export const failed = (span: Span, type: string): void => {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
};

/** Runs work as a span of its own, the parent of what the work starts. `attributes` are read only when somebody listens. */
export const inSpan = <T>(
  { name, kind, attributes }: { name: string; kind: SpanKind; attributes: () => Attributes },
  work: (span: Span) => Promise<T>,
): Promise<T> => {
  const span = startSpan(name, kind);
  return isTraced(span) ? traced(span, attributes(), work) : work(span);
};

const traced = async <T>(
  span: Span,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> => {
  span.setAttributes(attributes);
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span));
  } catch (error) {
    failed(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
};
