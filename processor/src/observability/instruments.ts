import { metrics, ValueType } from '@opentelemetry/api';
import { scope } from './spans.ts';

/** Seconds, as OpenTelemetry's semantic conventions recommend for HTTP. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30];

/** The metrics. Made once the exporter stands: a meter that is taken before it reports nowhere for ever. */
export const createInstruments = () => {
  const meter = metrics.getMeter(scope.name, scope.version);
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: durations },
    });
  const count = (name: string, unit: string, description: string) =>
    meter.createCounter(name, { unit, description, valueType: ValueType.INT });
  return {
    serverDuration: seconds('http.server.request.duration', 'Duration of requests to the processor.'),
    clientDuration: seconds('http.client.request.duration', 'Duration of calls to commercetools and Adyen.'),
    adyenDuration: seconds(
      'adyen.operation.duration',
      'Duration of operations at Adyen, their repetitions included.',
    ),
    adyenTries: count('adyen.operation.tries', '{try}', 'Calls that operations at Adyen took.'),
    attempts: count('adyen.attempts', '{attempt}', 'Attempts by method and result code.'),
    attemptsAtAdyen: meter.createUpDownCounter('adyen.attempts.active', {
      unit: '{attempt}',
      description: 'Attempts that are at Adyen right now.',
      valueType: ValueType.INT,
    }),
    modifications: count('adyen.modifications', '{modification}', 'Captures, refunds and cancellations.'),
    notifications: count('adyen.notifications', '{notification}', 'Notifications by event code and success.'),
    ledgerWrites: count('ledger.writes', '{write}', 'Writes of Payments by kind and outcome.'),
    events: count('connector.events', '{event}', 'Log lines at warn or error by their code.'),
    findings: count('connector.review.findings', '{finding}', 'What reviews found, by kind.'),
    unsettledAge: meter.createGauge('connector.unsettled.age', {
      unit: 's',
      description: 'Age of the oldest unsettled operation that the last review found, by kind.',
    }),
  };
};

export type Instruments = ReturnType<typeof createInstruments>;
