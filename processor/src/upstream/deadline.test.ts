import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { beforeDeadline, inTime, runWithin, withoutDeadline } from './deadline.ts';
import type { OutgoingRequest, Transport } from './transport.ts';

const request = (method: OutgoingRequest['method']): OutgoingRequest => ({
  url: 'http://upstream.example/',
  method,
  headers: {},
  timeoutMs: 10_000,
});

const recording = () => {
  const sent: OutgoingRequest[] = [];
  const send: Transport = inTime((outgoing) => {
    sent.push(outgoing);
    return Promise.resolve({ status: 200, headers: {}, text: '' });
  });
  return { sent, send };
};

const never = new Promise<never>(() => undefined);
const timeout = { name: 'TransportError', code: 'TIMEOUT' };

describe('runWithin', () => {
  it('returns what the work returns in time', async () => {
    await expect(runWithin(1000, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('rejects when the time is over, however long the work goes on', async () => {
    const startedAt = performance.now();
    await expect(runWithin(30, () => never)).rejects.toMatchObject(timeout);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('passes on what the work throws', async () => {
    await expect(runWithin(1000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

describe('inTime', () => {
  it('begins no call after the deadline', async () => {
    const { sent, send } = recording();
    const late: Promise<unknown>[] = [];
    const work = async (): Promise<void> => {
      await sleep(60);
      late.push(send(request('POST')));
      await Promise.allSettled(late);
    };
    await expect(runWithin(20, work)).rejects.toMatchObject(timeout);
    await sleep(80);
    await expect(late[0]).rejects.toMatchObject({ ...timeout, mayHaveArrived: false });
    expect(sent).toEqual([]);
  });

  it('gives a read the time that is left, and a write its own', async () => {
    const { sent, send } = recording();
    await runWithin(500, async () => {
      await send(request('GET'));
      await send(request('POST'));
    });
    expect(sent[0]?.timeoutMs).toBeLessThanOrEqual(500);
    expect(sent[1]?.timeoutMs).toBe(10_000);
  });

  it('changes nothing outside of a deadline, or for shared work', async () => {
    const { sent, send } = recording();
    await send(request('GET'));
    await runWithin(500, () => withoutDeadline(() => send(request('GET'))));
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([10_000, 10_000]);
  });
});

describe('beforeDeadline', () => {
  it('ends the waiting, not the work', async () => {
    let isDone = false;
    const shared = sleep(60).then(() => {
      isDone = true;
    });
    await expect(runWithin(20, () => beforeDeadline(shared))).rejects.toMatchObject(timeout);
    await shared;
    expect(isDone).toBe(true);
  });
});
