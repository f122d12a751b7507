import { trace } from '@opentelemetry/api';
import type { LogFields, Logger } from '../logging/logger.ts';
import type { Instruments } from './instruments.ts';

const traced = (fields: LogFields | undefined): LogFields | undefined => {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined ? fields : { ...fields, traceId };
};

/**
 * The logger, with the trace that a line belongs to, and with every line at warn or error that carries a `code` counted:
 * what an alert can fire on.
 */
export const observedLogger = (logger: Logger, instruments: Instruments): Logger => {
  const counted =
    (severity: 'warn' | 'error') =>
    (message: string, fields?: LogFields): void => {
      const code = fields?.['code'];
      if (typeof code === 'string') instruments.events.add(1, { 'event.code': code, severity });
      logger[severity](message, traced(fields));
    };
  return {
    debug: (message, fields) => logger.debug(message, traced(fields)),
    info: (message, fields) => logger.info(message, traced(fields)),
    warn: counted('warn'),
    error: counted('error'),
  };
};
