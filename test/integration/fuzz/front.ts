import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer, Call, Stack } from '../../sandbox/harness.ts';
import type { ErrorAnswer } from '../support.ts';

/** What the contract lets a caller see. 500 is not among them: it means that the connector did not expect something. */
const named = new Set([
  200, 201, 204, 302, 400, 401, 403, 404, 409, 413, 414, 415, 422, 429, 431, 502, 503, 504,
]);

/** Refused by the connector itself, before anybody upstream was to be asked. */
const isOwnRefusal = ({ status, body }: Answer<unknown>): boolean => {
  if ([401, 403, 404, 413, 414, 415, 431].includes(status)) return true;
  if (status !== 400) return false;
  const [error] = (body as ErrorAnswer).errors;
  // The details of another payment can be told from one's own by Adyen's answer only.
  return error?.code === 'InvalidInput' && error['field'] !== 'details';
};

const inside =
  /\n\s+at |node:|node_modules|127\.0\.0\.1|localhost:\d|manage_|Bearer [\w.-]|ZodError|TypeError/;

/** Calls a route and holds the answer against what is true of every answer. */
export async function callAndCheck(stack: Stack, path: string, call: Call): Promise<Answer<unknown>> {
  const { control } = stack.adyen;
  const before = control.journal().length;
  const correlationId = randomUUID();
  const started = performance.now();
  const answer = await stack.call(path, {
    ...call,
    headers: { 'X-Correlation-ID': correlationId, ...call.headers },
  });
  const seen = `${call.method ?? ''} ${path} → ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`;
  expect(performance.now() - started, seen).toBeLessThan(10_000);
  expect(named, seen).toContain(answer.status);
  expect(answer.headers.get('x-correlation-id'), seen).toBeTruthy();
  if (answer.status >= 400) {
    expect(answer.body, seen).toMatchObject({
      statusCode: answer.status,
      message: expect.any(String) as string,
    });
    expect((answer.body as ErrorAnswer).errors.length, seen).toBeGreaterThan(0);
    expect(JSON.stringify(answer.body), seen).not.toMatch(inside);
  }
  if (isOwnRefusal(answer)) expect(control.journal().length, seen).toBe(before);
  return answer;
}
