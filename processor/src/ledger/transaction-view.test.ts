import type { Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { PAYMENT_ID, paymentOf } from './test-payment.ts';
import { isUnanswered, viewsOf } from './transaction-view.ts';

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

const key = { kind: 'key', digest: 'd1' };

describe('an intent', () => {
  test('is known by what its custom fields remember', () => {
    const view = viewOf({ interfaceId: 'C1', ...typed({ facts: ['requested'], requestDigest: 'd1' }) });
    expect(view).toMatchObject({ identity: key, interactionId: 'C1' });
  });

  test('of an earlier version without them is known by its mark, which is no reference of Adyen’s', () => {
    const marked = viewOf({ interfaceId: `intent-d1.Charge.${PAYMENT_ID}` });
    expect(marked.identity).toEqual(key);
    expect(marked.interactionId).toBe(undefined);
    expect(isUnanswered(marked)).toBe(true);
    expect(viewOf({ interfaceId: 'intent-d1', interactionId: 'C1' })).toMatchObject({
      identity: key,
      interactionId: 'C1',
    });
  });

  test('with neither is known by nothing', () => {
    const view = viewOf({ interfaceId: 'C1' });
    expect(view).toMatchObject({ identity: undefined, contentDigest: undefined });
    expect(view.interactionId).toBe('C1');
  });
});
