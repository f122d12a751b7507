import { expect, test } from 'vitest';
import { encodeFields, fieldsOf } from './transaction-fields.ts';
import { PAYMENT_ID, paymentOf } from './test-payment.ts';
import { viewsOf } from './transaction-view.ts';
import { updateActions } from './update-actions.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

/** As commercetools would have it, read and given something to store. */
const rewritten = (type: string, fields: object, interfaceId?: string) => {
  const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { ...fields } };
  const payment = paymentOf(eur(1000), [{ type, custom, ...(interfaceId !== undefined && { interfaceId }) }]);
  const views = viewsOf(payment).map((view) => ({ ...view, learned: true }));
  return { views, actions: updateActions(payment, views, undefined, eur(1000)) };
};

test('an attempt and a modification share one field, with a meaning each', () => {
  const facts = [{ name: 'started' } as const];
  expect(encodeFields({ facts, contentDigest: 'b1', order: 'O1' })).toEqual({
    facts: ['started'],
    requestDigest: 'b1',
    order: 'O1',
  });
  const requestedBy = { kind: 'process', processId: 'p', requestId: 'r' } as const;
  expect(encodeFields({ facts: [], requestedBy })).toEqual({ facts: [], requestDigest: 'unkeyed-p-r' });
  expect(encodeFields({ facts: [] })).toEqual({ facts: [] });
});

test.each([
  ['Authorization', 'started', { contentDigest: 'unkeyed-p-r', requestedBy: undefined }],
  [
    'Charge',
    'requested',
    { contentDigest: undefined, requestedBy: { kind: 'process', processId: 'p', requestId: 'r' } },
  ],
])('of an %s it is read by its type, and nothing is written anew', (type, fact, identity) => {
  const fields = { facts: [fact], requestDigest: 'unkeyed-p-r', reason: 'r', outcome: '{}' };
  const { views, actions } = rewritten(type, fields);
  expect(views).toMatchObject([{ ...identity, isMarked: false, fields: { reason: 'r', outcome: '{}' } }]);
  expect(actions).toEqual([]);
});

test('a mark is not written into the field', () => {
  const { views, actions } = rewritten('Charge', { facts: ['requested'] }, `intent-d1.Charge.${PAYMENT_ID}`);
  expect(views).toMatchObject([{ requestedBy: { kind: 'key', digest: 'd1' }, isMarked: true }]);
  expect(actions).toEqual([]);
});

test('a transaction without custom fields has none', () => {
  const [transaction] = paymentOf(eur(1000), [{}]).transactions;
  expect(transaction && fieldsOf(transaction)).toEqual({});
});
