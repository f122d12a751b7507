import { describe, expect, it } from 'vitest';
import { card, linesOf, method, newShopper, useStack, type ErrorAnswer } from './support.ts';

/** Cards are pre-authorised, SEPA's debits finally, and nothing is said of other methods. */
const defaults = {
  card: { additionalData: { authorisationType: 'PreAuth' } },
  sepadirectdebit: { additionalData: { authorisationType: 'FinalAuth' } },
};
const stack = useStack({ environment: { ADYEN_PAYMENT_REQUEST_DEFAULTS: JSON.stringify(defaults) } });

const bearer = (scope = 'manage_checkout_payment_intents') => ({
  Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: [scope] })}`,
});

const update = (
  id: string,
  centAmount: unknown,
  {
    headers = bearer(),
    ...more
  }: { headers?: Record<string, string>; currencyCode?: string; reason?: string } = {},
) =>
  stack().call<{ outcome: string } & ErrorAnswer>(`/operations/payments/${id}/amount`, {
    headers,
    body: { amount: { centAmount, currencyCode: more.currencyCode ?? 'EUR' }, reason: more.reason },
  });

const authorised = async (total = 10_000): Promise<string> => {
  const { pay } = await newShopper(stack(), { cart: { total } });
  return (await pay(card())).body.paymentReference;
};

const intent = (id: string, action: object) =>
  stack().call<ErrorAnswer>(`/operations/payment-intents/${id}`, {
    headers: bearer(),
    body: { actions: [action] },
  });

const updatesSent = (): number => stack().adyen.control.journal('/amountUpdates$').length;

describe('an amount update', () => {
  it('changes what is authorised, once Adyen says so', async () => {
    const id = await authorised();
    expect(await update(id, 12_500, { reason: 'delayedCharge' })).toMatchObject({
      status: 200,
      body: { outcome: 'received' },
    });
    await stack().adyen.control.whenIdle();
    expect((await stack().payment(id)).amountPlanned.centAmount).toBe(12_500);
    expect(stack().adyen.control.journal('/amountUpdates$').at(-1)?.body).toMatchObject({
      amount: { value: 12_500, currency: 'EUR' },
      reference: id,
      industryUsage: 'delayedCharge',
    });

    const capture = { action: 'capturePayment', amount: { centAmount: 12_500, currencyCode: 'EUR' } };
    expect((await intent(id, capture)).status).toBe(200);
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toContain('Charge Success 12500');
  });

  it('changes nothing when Adyen declines it', async () => {
    const id = await authorised();
    stack().adyen.control.outcome({ operation: 'adjustment', success: false });
    await update(id, 12_000);
    await stack().adyen.control.whenIdle();
    expect((await stack().payment(id)).amountPlanned.centAmount).toBe(10_000);
  });

  it('is one at Adyen when it is sent twice with the same key', async () => {
    const id = await authorised();
    const headers = { ...bearer(), 'Idempotency-Key': `update-${id}` };
    await Promise.all([update(id, 11_000, { headers }), update(id, 11_000, { headers })]);
    await update(id, 11_000, { headers });
    const keys = stack()
      .adyen.control.journal('/amountUpdates$')
      .filter(({ body }) => (body as { reference: string }).reference === id)
      .map(({ headers: sent }) => sent['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect(stack().adyen.control.violations()).toEqual([]);
  });
});

describe('the data of synchronous updates', () => {
  const blobsSent = (id: string) =>
    stack()
      .adyen.control.journal('/amountUpdates$')
      .map(({ body }) => body as { reference: string; adjustAuthorisationData?: string })
      .filter(({ reference }) => reference === id)
      .map(({ adjustAuthorisationData }) => adjustAuthorisationData);

  it('are those of the authorisation first, then always the latest; a repeat brings the same', async () => {
    const { control } = stack().adyen;
    control.settings({ synchronousAdjustment: true });
    try {
      const id = await authorised();
      const headers = { ...bearer(), 'Idempotency-Key': `update-${id}` };
      for (const again of [headers, headers]) {
        expect((await update(id, 11_000, { headers: again })).body).toEqual({ outcome: 'received' });
      }
      expect((await stack().payment(id)).amountPlanned.centAmount).toBe(11_000);
      await update(id, 12_000);
      const [first, repeated, second] = blobsSent(id);
      expect(first).toMatch(/^adjust-/);
      expect(repeated).toBe(first);
      expect(second).toMatch(/^adjust-/);
      expect(second).not.toBe(first);
      expect(control.violations()).toEqual([]);
      await control.whenIdle();
      expect((await stack().payment(id)).amountPlanned.centAmount).toBe(12_000);
    } finally {
      control.settings({ synchronousAdjustment: false });
    }
  });

  it('say at once where an update is refused', async () => {
    const { control } = stack().adyen;
    control.settings({ synchronousAdjustment: true });
    try {
      const id = await authorised();
      control.outcome({ operation: 'adjustment', success: false });
      expect((await update(id, 11_000)).body).toEqual({ outcome: 'rejected' });
      expect((await stack().payment(id)).amountPlanned.centAmount).toBe(10_000);
    } finally {
      control.settings({ synchronousAdjustment: false });
    }
  });
});

describe('a key of an amount update', () => {
  it.each<[string, number, object]>([
    ['another amount', 12_000, {}],
    ['another reason', 11_000, { reason: 'noShow' }],
  ])(
    'belongs to its request: with %s it is a conflict, and Adyen is not asked',
    async (_what, amount, changes) => {
      const id = await authorised();
      const headers = { ...bearer(), 'Idempotency-Key': `update-${id}` };
      await update(id, 11_000, { headers });
      const before = updatesSent();
      expect(await update(id, amount, { headers, ...changes })).toMatchObject({
        status: 409,
        body: { errors: [{ code: 'IdempotencyKeyReused' }] },
      });
      expect(updatesSent()).toBe(before);
      expect((await update(id, 11_000, { headers })).status).toBe(200);
      expect((await update(id, amount, changes)).status).toBe(200);
    },
  );

  it('is one update of two that are asked for at once', async () => {
    const id = await authorised();
    const headers = { ...bearer(), 'Idempotency-Key': `update-${id}` };
    const answers = await Promise.all([update(id, 11_000, { headers }), update(id, 12_000, { headers })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('an amount update that is not possible', () => {
  const refused = async (call: Promise<{ status: number }>, status: number) => {
    const before = updatesSent();
    expect((await call).status).toBe(status);
    expect(updatesSent()).toBe(before);
  };

  it.each<[string, unknown, string]>([
    ['nothing', 0, 'EUR'],
    ['a fraction', 10.5, 'EUR'],
    ['a text', '100', 'EUR'],
    ['less than nothing', -1, 'EUR'],
    ['another currency', 10_000, 'USD'],
    ['no currency', 10_000, 'euro'],
  ])('is one to %s', async (_what, centAmount, currencyCode) => {
    await refused(update(await authorised(), centAmount, { currencyCode }), 400);
  });

  it('is one of an unknown reason or payment', async () => {
    await refused(update(await authorised(), 1, { reason: 'greed' }), 400);
    await refused(update('2f6c2ac5-3a69-4d19-8c0f-0b5d8f9be000', 1), 404);
    await refused(update('x', 1), 400);
  });

  it('is one of a payment that is not authorised, is cancelled or is captured', async () => {
    const { pay } = await newShopper(stack());
    await refused(update((await pay(method('ideal'))).body.paymentReference, 100), 400);
    const [cancelled, captured] = [await authorised(), await authorised()];
    await intent(cancelled, { action: 'cancelPayment' });
    await refused(update(cancelled, 12_000), 400);
    const amount = { centAmount: 6000, currencyCode: 'EUR' };
    await intent(captured, { action: 'capturePayment', amount });
    await refused(update(captured, 5000), 400);
  });

  it('is one of a final authorisation', async () => {
    const { pay } = await newShopper(stack());
    const debit = { type: 'sepadirectdebit', iban: 'NL13TEST0123456789', ownerName: 'A. Klaassen' };
    const { body } = await pay({ paymentMethod: debit });
    await stack().adyen.control.whenIdle();
    await refused(update(body.paymentReference, 12_000), 400);
  });

  it('is one without the right to it', async () => {
    const id = await authorised();
    await refused(update(id, 12_000, { headers: {} }), 401);
    await refused(update(id, 12_000, { headers: bearer('view_orders') }), 403);
  });
});
