import type { PaymentUpdateAction, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { PAYMENT_ID, paymentOf } from './test-payment.ts';
import { isUnanswered, viewsOf } from './transaction-view.ts';
import { withoutCustomFields } from './update-actions.ts';

const typed = (fields: Record<string, unknown>) => ({
  custom: { type: { typeId: 'type' as const, id: 'type' }, fields },
});

const viewOf = (transaction: Partial<Transaction>) => {
  const [view] = viewsOf(
    paymentOf({ centAmount: 1000, currencyCode: 'EUR' }, [{ type: 'Charge', ...transaction }]),
  );
  if (!view) throw new Error('There is no view.');
  return view;
};

const byKey = { kind: 'key', digest: 'd1' };

describe('an intent', () => {
  test('is known by what its custom fields remember', () => {
    const view = viewOf({ interfaceId: 'C1', ...typed({ facts: ['requested'], requestDigest: 'd1' }) });
    expect(view).toMatchObject({ requestedBy: byKey, isMarked: false, interactionId: 'C1' });
  });

  test('without them is known by its mark, which is no reference of Adyen’s', () => {
    const marked = viewOf({ interfaceId: `intent-d1.Charge.${PAYMENT_ID}` });
    expect(marked).toMatchObject({ requestedBy: byKey, isMarked: true });
    expect(marked.interactionId).toBe(undefined);
    expect(isUnanswered(marked)).toBe(true);
    expect(viewOf({ interfaceId: 'intent-d1', interactionId: 'C1' })).toMatchObject({
      requestedBy: byKey,
      isMarked: true,
      interactionId: 'C1',
    });
  });

  test('with neither is known by nothing', () => {
    const view = viewOf({ interfaceId: 'C1' });
    expect(view).toMatchObject({ requestedBy: undefined, contentDigest: undefined, isMarked: false });
    expect(view.interactionId).toBe('C1');
  });

  test('is marked when it is written without custom fields, and only then', () => {
    const amount = { centAmount: 1000, currencyCode: 'EUR' };
    const adding = (fields: object): PaymentUpdateAction => ({
      action: 'addTransaction',
      transaction: { type: 'Charge', amount, custom: { type: { typeId: 'type', key: 'key' }, fields } },
    });
    const plain = (marks: object) => [
      { action: 'addTransaction', transaction: { ...marks, type: 'Charge', amount } },
    ];
    expect(withoutCustomFields(PAYMENT_ID, [adding({ requestDigest: 'd1' })])).toEqual(
      plain({ interfaceId: `intent-d1.Charge.${PAYMENT_ID}` }),
    );
    expect(withoutCustomFields(PAYMENT_ID, [adding({ facts: ['captured'] })])).toEqual(plain({}));
  });
});
