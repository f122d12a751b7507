import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { linesOf, useStack } from './support.ts';
import { deliver, newPspReference } from './webhook.ts';

const stack = useStack();

const amount = { currencyCode: 'EUR', centAmount: 5000 };

const oldPayment = async (draft: object): Promise<string> => {
  const { id } = await stack().commercetools.control.request<Payment>('POST', '/payments', {
    amountPlanned: amount,
    ...draft,
  });
  return id;
};

const event = (eventCode: string, references: object) => ({
  eventCode,
  success: 'true' as const,
  pspReference: newPspReference(),
  merchantReference: '',
  merchantAccountCode: stack().adyen.merchantAccount,
  amount: { currency: 'EUR', value: 5000 },
  eventDate: '2026-05-04T10:00:00+02:00',
  reason: '',
  paymentMethod: 'visa',
  additionalData: {},
  ...references,
});

describe('notifications of payments that another connector made', () => {
  it('are understood for commercetools’ own Adyen connector', async () => {
    const pspReference = newPspReference();
    const id = await oldPayment({
      interfaceId: pspReference,
      paymentMethodInfo: { paymentInterface: 'checkout-adyen', method: 'scheme' },
      transactions: [{ type: 'Authorization', state: 'Success', amount, interactionId: pspReference }],
    });
    const capture = event('CAPTURE', { originalReference: pspReference, merchantReference: id });
    expect((await deliver(stack(), [capture, capture])).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 5000', 'Charge Success 5000']);
  });

  it('are understood where the session had named the interface', async () => {
    const pspReference = newPspReference();
    const id = await oldPayment({
      interfaceId: pspReference,
      paymentMethodInfo: { paymentInterface: 'checkout-integration-1', method: 'scheme' },
      transactions: [{ type: 'Authorization', state: 'Success', amount, interactionId: pspReference }],
    });
    await deliver(stack(), [event('CAPTURE', { originalReference: pspReference, merchantReference: id })]);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 5000', 'Charge Success 5000']);
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
    const refund = await stack().call(`/operations/payment-intents/${id}`, {
      headers: { Authorization: `Bearer ${token}` },
      body: { actions: [{ action: 'refundPayment', amount: { ...amount, centAmount: 6000 } }] },
    });
    expect(refund.status).toBe(400);
  });

  it('are understood for Adyen’s older integration, whose keys are references', async () => {
    const pspReference = newPspReference();
    const id = await oldPayment({
      key: `ORDER-${pspReference}`,
      paymentMethodInfo: { paymentInterface: 'ctp-adyen-integration', method: 'scheme' },
      transactions: [{ type: 'Authorization', state: 'Pending', amount }],
    });
    const merchantReference = `ORDER-${pspReference}`;
    await deliver(stack(), [event('AUTHORISATION', { pspReference, merchantReference })]);
    await deliver(stack(), [event('CAPTURE', { originalReference: pspReference, merchantReference })]);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 5000', 'Charge Success 5000']);
  });

  it('do not touch a Payment whose key only looks like theirs', async () => {
    const id = await oldPayment({
      key: 'ORDER-OF-ANOTHER-PSP',
      paymentMethodInfo: { paymentInterface: 'another-psp' },
    });
    expect(
      (await deliver(stack(), [event('AUTHORISATION', { merchantReference: 'ORDER-OF-ANOTHER-PSP' })])).body,
    ).toBe('[accepted]');
    expect(await linesOf(stack(), id)).toEqual([]);
  });
});
