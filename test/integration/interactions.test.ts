import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

const stack = useStack({ environment: { ADYEN_SAVE_INTERFACE_INTERACTIONS: 'true' } });
const silent = useStack();

interface Fields {
  interactionId: string;
  createdAt: string;
  type: string;
  request?: string;
  response?: string;
}

const interactionsOf = ({ interfaceInteractions }: Payment): Fields[] =>
  interfaceInteractions.map(({ fields }) => fields as Fields);

const paid = async (of = stack()) => {
  const shopper = await newShopper(of, { cart: { total: 4250, customerEmail: 'ada@example.com' } });
  const { body } = await shopper.pay(card());
  await of.adyen.control.whenIdle();
  return body.paymentReference;
};

const capture = (paymentReference: string, centAmount: number) =>
  stack().call(`/operations/payment-intents/${paymentReference}`, {
    headers: {
      Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: ['manage_project'] })}`,
    },
    body: { actions: [{ action: 'capturePayment', amount: { centAmount, currencyCode: 'EUR' } }] },
  });

describe('interface interactions', () => {
  it('tell what was said about a payment, from its start', async () => {
    const reference = await paid();
    await capture(reference, 4250);
    await stack().adyen.control.whenIdle();
    const payment = await stack().payment(reference);
    const kept = interactionsOf(payment);
    expect(kept.map(({ type }) => type)).toEqual(['payments', 'notification', 'captures', 'notification']);
    expect(JSON.parse(kept[0]?.request ?? '')).toMatchObject({
      reference,
      amount: { value: 4250, currency: 'EUR' },
      paymentMethod: { type: 'scheme' },
    });
    expect(JSON.parse(kept[0]?.response ?? '')).toMatchObject({
      resultCode: 'Authorised',
      pspReference: payment.interfaceId,
    });
    expect(JSON.parse(kept[1]?.request ?? '')).toMatchObject({ eventCode: 'AUTHORISATION', success: true });
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Success 4250', 'Charge Success 4250']);
  });

  it('hold no token, and neither does the log: it is the reference of RECURRING_CONTRACT', async () => {
    const reference = await paid();
    const token = newPspReference();
    const contract = eventOf(stack(), reference, 'RECURRING_CONTRACT', {
      pspReference: token,
      originalReference: (await stack().payment(reference)).interfaceId ?? '',
    });
    for (let times = 0; times < 2; times += 1) await deliver(stack(), [contract]);
    const kept = interactionsOf(await stack().payment(reference)).filter(({ interactionId }) =>
      interactionId.startsWith('RECURRING_CONTRACT'),
    );
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept) + stack().logs()).not.toContain(token);
  });

  it('hold nothing about who paid or with which card', async () => {
    const kept = JSON.stringify(interactionsOf(await stack().payment(await paid())));
    for (const secret of [
      'encrypted',
      'test_4111',
      '1111',
      'ada@example.com',
      'Lovelace',
      'Berlin',
      'Mozilla',
    ]) {
      expect(kept).not.toContain(secret);
    }
  });

  it('keep an event once, and a notification that means nothing else too', async () => {
    const reference = await paid();
    const event = eventOf(stack(), reference, 'MANUAL_REVIEW_ACCEPT', {
      pspReference: newPspReference(),
      originalReference: (await stack().payment(reference)).interfaceId ?? '',
    });
    await deliver(stack(), [event, event]);
    expect((await deliver(stack(), [event])).body).toBe('[accepted]');
    const types = interactionsOf(await stack().payment(reference)).map(({ request }) => request);
    expect(types.filter((request) => request?.includes('MANUAL_REVIEW_ACCEPT'))).toHaveLength(1);
  });

  it('are bounded in number and size', async () => {
    const reference = await paid();
    const events = Array.from({ length: 60 }, (_, index) =>
      eventOf(stack(), reference, `UNKNOWN_${index}`, { reason: 'x'.repeat(5000) }),
    );
    await deliver(stack(), events);
    const kept = interactionsOf(await stack().payment(reference));
    expect(kept).toHaveLength(50);
    for (const { request = '', response = '' } of kept)
      expect((request + response).length).toBeLessThan(6001);
  });

  it('tell of a request that Adyen refused', async () => {
    const { pay, cartId } = await newShopper(stack());
    await pay(card('4111111111111112'));
    const [payment] = stack().commercetools.control.payments(cartId);
    expect(payment && interactionsOf(payment)[0]?.response).toContain('"errorCode":"101"');
  });

  it('are not acknowledged while commercetools cannot be reached', async () => {
    const reference = await paid();
    const event = eventOf(stack(), reference, 'SOMETHING_NEW');
    stack().commercetools.control.fault({
      method: 'POST',
      path: `/payments/${reference}`,
      status: 503,
      times: 20,
    });
    expect((await deliver(stack(), [event])).status).toBe(503);
    stack().commercetools.control.clearFaults();
    expect((await deliver(stack(), [event])).status).toBe(200);
  });

  it('are off unless the merchant wants them', async () => {
    const { interfaceInteractions } = await silent().payment(await paid(silent()));
    expect(interfaceInteractions).toEqual([]);
  });
});
