import { expect, test } from 'vitest';
import { encodeFields, fieldsOf, storedName } from '../ledger/transaction-fields.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import { customTypes } from './custom-types.ts';
import { draftFor, namesIn, ownNames, withStoredNames } from './stored-field-names.ts';

const typeWith = (...names: string[]) => ({
  fieldDefinitions: names.map((name) => ({
    name,
    label: { en: name },
    required: false,
    type: { name: 'String' as const },
  })),
});

const custom = {
  type: { typeId: 'type', key: TRANSACTION_TYPE_KEY },
  fields: { facts: ['started'], cart: 'C' },
};
const draft = {
  transactions: [{ type: 'Authorization', custom }],
  custom: { type: { key: 'other' }, fields: { cart: 1 } },
};
const change = { action: 'setTransactionCustomField', transactionId: 'T', name: 'reason', value: 'r' };

test('our fields of transactions are stored under names of our own, and nothing else is renamed', () => {
  expect(withStoredNames(draft, ownNames)).toEqual({
    transactions: [
      {
        type: 'Authorization',
        custom: { ...custom, fields: { adyenConnectorFacts: ['started'], adyenConnectorCart: 'C' } },
      },
    ],
    custom: draft.custom,
  });
  expect(withStoredNames([change], ownNames)).toEqual([{ ...change, name: 'adyenConnectorReason' }]);
});

test('a project whose Type has them under their bare names keeps these', () => {
  const names = namesIn(typeWith('facts', 'reason'));
  expect(withStoredNames(draft, names).transactions[0]?.custom.fields).toEqual({
    facts: ['started'],
    adyenConnectorCart: 'C',
  });
  expect(withStoredNames([change], names)).toEqual([change]);
  expect(namesIn(typeWith('facts', 'reason'), names)).toBe(names);
  expect(namesIn(typeWith('facts', storedName('facts')))).toBe(ownNames);
});

test('there a field is not defined a second time, and what is lacking is', () => {
  const own = customTypes.find(({ key }) => key === TRANSACTION_TYPE_KEY);
  const wanted = own && draftFor(own, typeWith('facts', 'reason'));
  expect(wanted?.fieldDefinitions?.map(({ name }) => name).slice(0, 3)).toEqual([
    'facts',
    'reason',
    'adyenConnectorEventDate',
  ]);
  const other = { ...typeWith('adyenConnectorFacts'), key: 'other', name: {}, resourceTypeIds: ['order'] };
  expect(draftFor(other, typeWith('facts'))).toBe(other);
});

test.each([
  [
    'own',
    { adyenConnectorFacts: ['authorised'], adyenConnectorReason: 'r' },
    { facts: ['authorised'], reason: 'r' },
  ],
  ['bare', { facts: ['authorised'], reason: 'r', theirs: 1 }, { facts: ['authorised'], reason: 'r' }],
  [
    'both',
    { facts: ['started'], reason: 'old', adyenConnectorFacts: ['authorised'], adyenConnectorReason: 'r' },
    { facts: ['authorised', 'started'], reason: 'r' },
  ],
  ["another connector's", { order: 7, reason: 'theirs', facts: 'text' }, {}],
])('a transaction is read under %s names', (_which, fields, read) => {
  const [transaction] = paymentOf({ centAmount: 1, currencyCode: 'EUR' }, [
    { custom: { type: { typeId: 'type', id: 'type' }, fields } },
  ]).transactions;
  expect(transaction && fieldsOf(transaction)).toEqual(read);
});

test('what is written is read again', () => {
  const fields = encodeFields({ facts: [{ name: 'started' }], contentDigest: 'd' });
  const written = withStoredNames([{ type: custom.type, fields }], ownNames)[0]?.fields ?? {};
  const [transaction] = paymentOf({ centAmount: 1, currencyCode: 'EUR' }, [
    { custom: { type: { typeId: 'type', id: 'type' }, fields: { ...written } } },
  ]).transactions;
  expect(transaction && fieldsOf(transaction)).toEqual(fields);
});

test('every field that the Type defines is written under its name', () => {
  const own = customTypes.find(({ key }) => key === TRANSACTION_TYPE_KEY);
  expect(own?.fieldDefinitions?.map(({ name }) => name).sort()).toEqual([...ownNames.values()].sort());
});
