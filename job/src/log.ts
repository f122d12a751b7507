type Fields = Readonly<Record<string, unknown>>;

/** One line of JSON on standard output, where Connect collects logs. */
export const log = (level: 'info' | 'warn' | 'error', message: string, fields: Fields = {}): void => {
  process.stdout.write(
    `${JSON.stringify({ level, message, ...fields, timestamp: new Date().toISOString() })}\n`,
  );
};
