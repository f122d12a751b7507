import { expect, it } from 'vitest';
import { useStack } from './support.ts';

// As much heap as Node gives itself where Connect runs it.
const stack = useStack({ environment: { NODE_OPTIONS: '--max-old-space-size=256' } });

it('large notifications of a stranger, many at once, do not fill the memory', async () => {
  const body = { live: 'false', x: Array.from({ length: 300_000 }, () => ({})) };
  const text = JSON.stringify(body);
  const send = async (): Promise<number> => {
    const answer = await fetch(`${stack().processorUrl}/notifications`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: text,
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: 40 }, send));
  expect(statuses.filter((status) => status !== 400 && status !== 503)).toEqual([]);
  expect((await fetch(`${stack().processorUrl}/health`)).status).toBe(200);
});
