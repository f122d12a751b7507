import { createApplicationLogger } from '@commercetools-backend/loggers';
import { currentContext } from './request-context.ts';
import { redact } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;
type Log = (message: string, fields?: LogFields) => void;

/** Structured log: one line of JSON per call, with the request's correlation id, without secrets and personal data. */
export type Logger = Readonly<Record<LogLevel, Log>>;

interface LoggerOptions {
  level: LogLevel;
  /** Part of every line. */
  fields?: LogFields;
  /** Texts that are taken out of every line, e.g. the configured keys. */
  secrets?: readonly string[];
  /** Where the lines go; standard output unless told otherwise. */
  sink?: (line: Record<string, unknown> & { level: LogLevel; message: string }) => void;
}

const ranks: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

const standardOutput = (level: LogLevel): NonNullable<LoggerOptions['sink']> => {
  const logger = createApplicationLogger({ level, json: true });
  return (line) => void logger.log(line);
};

export const createLogger = (options: LoggerOptions): Logger => {
  const sink = options.sink ?? standardOutput(options.level);
  const secrets = (options.secrets ?? []).filter((secret) => secret.length >= 4);
  const at =
    (level: LogLevel): Log =>
    (message, fields = {}) => {
      if (ranks[level] < ranks[options.level]) return;
      const correlationId = currentContext()?.correlationId;
      const context = { timestamp: new Date().toISOString(), correlationId, ...options.fields };
      sink({
        ...redact({ ...fields, ...context, message }, secrets),
        level,
        message: redactedMessage(message, secrets),
      });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

const redactedMessage = (message: string, secrets: readonly string[]): string =>
  String(redact({ message }, secrets)['message']);
