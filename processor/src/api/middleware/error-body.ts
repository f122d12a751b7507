import type { Fault } from '../../errors.ts';

/** The body of docs/api.md for an error. */
export const errorBody = ({ statusCode, code, message, errors }: Fault): Record<string, unknown> => {
  const oauth = statusCode === 401 ? { error: code, error_description: message } : {};
  return { statusCode, message, errors, ...oauth };
};
