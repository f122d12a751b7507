import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';
import { merchantOf } from '../testing.ts';

let adyen: EmbeddedAdyen;
let merchant: ReturnType<typeof merchantOf>;

beforeAll(async () => {
  adyen = await startAdyen();
  merchant = merchantOf(adyen);
});
afterAll(() => adyen.stop());
beforeEach(() => adyen.control.reset());

describe('faults', () => {
  it('lose the answer of a payment that was made', async () => {
    adyen.control.fault({ path: '/payments$', processed: true, drop: true });
    const key = { 'idempotency-key': 'lost' };
    await expect(merchant.pay({}, key)).rejects.toThrow();
    expect(adyen.control.payments()).toHaveLength(1);
    expect(adyen.control.journal('/payments$')).toMatchObject([{ dropped: true }]);
    expect((await merchant.pay({}, key)).body['pspReference']).toBe(
      adyen.control.payments()[0]?.pspReference,
    );
    expect(adyen.control.payments()).toHaveLength(1);
  });

  it('lose a request before it is processed', async () => {
    adyen.control.fault({ path: '/payments$', drop: true });
    await expect(merchant.pay()).rejects.toThrow();
    expect(adyen.control.payments()).toEqual([]);
  });

  it('answer something else, a set number of times', async () => {
    adyen.control.fault({
      path: '/payments$',
      times: 2,
      respond: { status: 500, body: '<html>Oops</html>' },
    });
    adyen.control.fault({ preset: 'transient' });
    const statuses = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const response = await fetch(`${adyen.url}/v72/payments`, { method: 'POST', body: '{}' });
      statuses.push([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('transient-error'),
      ]);
    }
    expect(statuses).toEqual([
      [500, 'text/html; charset=utf-8', null],
      [500, 'text/html; charset=utf-8', null],
      [503, 'application/json; charset=utf-8', 'true'],
      [401, 'application/json; charset=utf-8', null],
    ]);
  });

  it('slow things down', async () => {
    adyen.control.fault({ path: '/payments$', delayMs: 120 });
    const started = performance.now();
    await merchant.pay();
    expect(performance.now() - started).toBeGreaterThan(110);
  });
});

describe('outcomes', () => {
  it('decide payments and modifications whatever was sent', async () => {
    adyen.control.outcome({
      operation: 'payment',
      resultCode: 'Refused',
      refusalReason: 'FRAUD',
      refusalReasonCode: '20',
    });
    expect((await merchant.pay()).body).toMatchObject({ resultCode: 'Refused', refusalReason: 'FRAUD' });
    adyen.control.outcome({ operation: 'payment', resultCode: 'Pending', merchantReference: 'slow' });
    expect((await merchant.pay()).body['resultCode']).toBe('Authorised');
    expect((await merchant.pay({ reference: 'slow' })).body['resultCode']).toBe('Pending');
    expect(adyen.control.approve('slow')).toBe(true);
    expect(adyen.control.payment('slow')).toMatchObject({ state: 'authorised', authorised: 1000 });

    adyen.control.outcome({ operation: 'capture', success: false, reason: 'Expired' });
    const psp = adyen.control.payment('slow')?.pspReference;
    await merchant.modify(psp, 'captures', { amount: { currency: 'EUR', value: 1000 } });
    expect(adyen.control.payment('slow')).toMatchObject({
      captured: 0,
      modifications: [{ success: false, reason: 'Expired' }],
    });
  });
});

describe('the control interface over HTTP', () => {
  const post = async (command: string, args?: unknown) => {
    const response = await fetch(`${adyen.url}/_control/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(args !== undefined && { body: JSON.stringify(args) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('does what the object does', async () => {
    await post('outcome', { operation: 'payment', resultCode: 'Refused' });
    await merchant.pay();
    const books = await fetch(`${adyen.url}/_control/books`);
    expect(await books.json()).toMatchObject({
      result: [{ merchantReference: 'order-1', authorisations: 0 }],
    });
    const found = await fetch(`${adyen.url}/_control/journal?arg=${encodeURIComponent('/payments$')}`);
    expect(await found.json()).toMatchObject({
      result: [{ method: 'POST', status: 200, headers: { 'x-api-key': adyen.apiKey } }],
    });
    await post('reset');
    expect(adyen.control.payments()).toEqual([]);
  });

  it('says what it does not know', async () => {
    expect(await post('explode')).toEqual({
      status: 400,
      body: { error: "There is no control command 'explode'" },
    });
  });
});
