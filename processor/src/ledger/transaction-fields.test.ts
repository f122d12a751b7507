import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { encodeFields, fieldsOf } from './transaction-fields.ts';
import { PAYMENT_ID, paymentOf } from './test-payment.ts';
import { viewsOf } from './transaction-view.ts';
import { updateActions } from './update-actions.ts';

const PROCESS = '3b274d15-336e-448f-b298-d4510f0e7504';
const REQUEST = 'a7427a55-1295-474f-a9f0-9e286c7bbbfc';
const UNKEYED = `unkeyed-${PROCESS}-${REQUEST}`;
const unkeyed = { kind: 'unkeyed', processId: PROCESS, requestId: REQUEST } as const;

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
  expect(encodeFields({ facts, contentDigest: 'b1', order: pspReference('O1') })).toEqual({
    facts: ['started'],
    requestDigest: 'b1',
    order: 'O1',
  });
  expect(encodeFields({ facts: [], identity: unkeyed })).toEqual({ facts: [], requestDigest: UNKEYED });
  expect(encodeFields({ facts: [] })).toEqual({ facts: [] });
});

test.each([
  ['Authorization', 'started', { contentDigest: UNKEYED, identity: undefined }],
  ['Charge', 'requested', { contentDigest: undefined, identity: unkeyed }],
])('of an %s it is read by its type, and nothing is written anew', (type, fact, identity) => {
  const fields = { facts: [fact], requestDigest: UNKEYED, reason: 'r', outcome: '{}' };
  const { views, actions } = rewritten(type, fields);
  expect(views).toMatchObject([{ ...identity, fields: { reason: 'r', outcome: '{}' } }]);
  expect(actions).toEqual([]);
});

test('what an earlier version marked is written into the field from now on', () => {
  const { views, actions } = rewritten('Charge', { facts: ['requested'] }, `intent-d1.Charge.${PAYMENT_ID}`);
  expect(views).toMatchObject([{ identity: { kind: 'key', digest: 'd1' } }]);
  expect(actions).toMatchObject([
    { action: 'setTransactionCustomField', name: 'requestDigest', value: 'd1' },
  ]);
});

test('a transaction without custom fields has none', () => {
  const [transaction] = paymentOf(eur(1000), [{}]).transactions;
  expect(transaction && fieldsOf(transaction)).toEqual({});
});
