import { json, type Handler, type Routes } from '../http/exchange.ts';
import type { Control } from './control.ts';

const call = async (control: Control, command: string, args: unknown[]): Promise<unknown> => {
  const action: unknown = Object.getOwnPropertyDescriptor(control, command)?.value;
  if (typeof action !== 'function') throw new Error(`There is no control command '${command}'`);
  return (await (action as (...args: unknown[]) => unknown)(...args)) ?? null;
};

const answering =
  (
    control: Control,
    argsOf: Handler extends (exchange: infer E) => unknown ? (exchange: E) => unknown[] : never,
  ): Handler =>
  async (exchange) => {
    try {
      return json({ result: await call(control, exchange.params['command'] ?? '', argsOf(exchange)) });
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  };

/**
 * The control interface over HTTP: `POST /_control/{command}` with the JSON array of its arguments (or a single one),
 * `GET /_control/{command}?arg=` for those that only look. The answer is `{result}`, or 400 `{error}`.
 */
export const controlRoutes = (control: Control): Routes => ({
  'GET /_control/{command}': answering(control, ({ query }) => query.getAll('arg')),
  'POST /_control/{command}': answering(control, ({ body }) => {
    if (body === undefined) return [];
    return Array.isArray(body) ? body : [body];
  }),
});
