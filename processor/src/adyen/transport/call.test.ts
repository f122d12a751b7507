import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { adyenIdempotencyKey, paymentId } from '../../test-support/identifiers.ts';
import { AdyenOutcomeUnknown, AdyenUnreachable, toAdyenFault } from '../errors.ts';
import {
  authorised,
  drop,
  failureOf,
  json,
  paymentRequest,
  raw,
  type Reply,
  scriptedAdyen,
} from '../test-adyen.ts';

const adyen = scriptedAdyen();
const silence: Reply = () => undefined;
const inProgress = {
  status: 422,
  errorCode: '704',
  message: 'request already processed or in progress',
  errorType: 'validation',
};

describe('a lost answer', () => {
  it.each<[string, Reply]>([
    ['a dropped connection', drop],
    ['500', json(500, { status: 500, errorCode: '905', errorType: 'configuration' })],
    ['503 without JSON', raw(503, '<html>busy</html>')],
    ['200 with HTML', raw(200, '<html></html>')],
    ['200 without a body', raw(200, '')],
    ['200 without a result', json(200, {})],
    ['409 in progress', json(409, { ...inProgress, status: 409 })],
    ['422 in progress', json(422, inProgress)],
    ['422 transient', json(422, { status: 422, errorCode: '1' }, { 'transient-error': 'true' })],
    ['429', json(429, {})],
  ])('is fetched with the same key after %s', async (_, reply) => {
    adyen.replies = [reply, reply, json(200, authorised)];
    const options = { idempotencyKey: adyenIdempotencyKey('k'), deadlineMs: 20_000 };
    expect(await adyen.client.payments(paymentRequest, options)).toMatchObject({ resultCode: 'Authorised' });
    expect(adyen.seen.map(({ key }) => key)).toEqual(['k', 'k', 'k']);
    expect(new Set(adyen.seen.map(({ body }) => body)).size).toBe(1);
  });

  it('is fetched by a second try beside one that stays silent', async () => {
    adyen.replies = [silence, json(200, authorised)];
    expect(
      await adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k') }),
    ).toMatchObject({
      resultCode: 'Authorised',
    });
    expect(adyen.seen).toHaveLength(2);
  });

  it('does not make a slow answer useless', async () => {
    adyen.replies = [
      async (response, incoming) => {
        await sleep(1_500);
        await json(200, authorised)(response, incoming);
      },
      json(422, inProgress),
    ];
    expect(
      await adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k') }),
    ).toMatchObject({
      resultCode: 'Authorised',
    });
  });

  it.each<[string, Reply]>([
    ['a dropped connection', drop],
    ['500', json(500, {})],
    ['200 with HTML', raw(200, '<html></html>')],
  ])('is never asked for again without a key: %s', async (_, reply) => {
    adyen.replies = [reply];
    const error = await failureOf(adyen.client.payments(paymentRequest));
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
    expect(adyen.seen).toHaveLength(1);
    expect(toAdyenFault(error, { paymentReference: paymentId('p1') })).toMatchObject({
      statusCode: 504,
      fields: { paymentReference: 'p1' },
    });
  });

  it('ends with the deadline, which holds for all tries together', async () => {
    adyen.replies = [silence];
    const started = performance.now();
    const error = await failureOf(
      adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k'), deadlineMs: 400 }),
    );
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(error).toMatchObject({ reason: 'timeout', mayHaveHadEffect: true });
    expect(adyen.calls).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('ends with the deadline also when Adyen answers "in progress" all the time', async () => {
    adyen.replies = [json(422, inProgress)];
    const error = await failureOf(
      adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k'), deadlineMs: 600 }),
    );
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
  });

  it('of a read is a matter of trying again later', async () => {
    const read = { merchantAccount: 'SandboxMerchant' };
    adyen.replies = [json(500, {})];
    const broken = await failureOf(adyen.client.paymentMethods(read, { deadlineMs: 300 }));
    expect(adyen.seen.length).toBeGreaterThan(1);
    expect(toAdyenFault(broken)).toMatchObject({ statusCode: 502, code: 'AdyenUnavailable' });
    adyen.replies = [silence];
    const silent = await failureOf(adyen.client.paymentMethods(read, { deadlineMs: 300 }));
    expect(toAdyenFault(silent)).toMatchObject({ statusCode: 504, code: 'AdyenTimeout' });
  });
});

describe('a call that Adyen never got', () => {
  it('is known to have had no effect', async () => {
    const free = adyen.connect('http://127.0.0.1:1/v72', 500);
    const error = await failureOf(free.payments(paymentRequest));
    expect(error).toBeInstanceOf(AdyenUnreachable);
    expect(adyen.calls[0]?.tries).toBeGreaterThan(1);
    expect(toAdyenFault(error)).toMatchObject({ statusCode: 503, code: 'AdyenUnavailable' });
  });

  it('is not tried once more when too little time is left for a response', async () => {
    // Tries begin after 0, 320 and 640 ms; a fourth would be in flight when the time is over.
    adyen.replies = [
      async (response, incoming) => {
        await sleep(120);
        await json(429, {}, { 'retry-after': '0.2' })(response, incoming);
      },
    ];
    const error = await failureOf(adyen.client.payments(paymentRequest, { deadlineMs: 1_000 }));
    expect(error).toBeInstanceOf(AdyenUnreachable);
    expect(adyen.seen).toHaveLength(3);
  });

  it('is still unknown when an earlier try may have arrived', async () => {
    adyen.replies = [
      (response) => {
        adyen.server.close();
        response.destroy();
      },
    ];
    const error = await failureOf(
      adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k'), deadlineMs: 700 }),
    );
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
  });
});
