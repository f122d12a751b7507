import type { PaymentUpdateAction } from '@commercetools/platform-sdk';
import { beforeEach, expect, it, vi } from 'vitest';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { PAYMENT_ID } from '../ledger/test-payment.ts';
import { createCustomFieldSupport, CustomFieldsRefused } from './custom-field-support.ts';
import { commercetoolsFailure } from './failure.ts';

const warn = vi.fn<Logger['warn']>();
const logger = { warn } as unknown as Logger;

const actions: PaymentUpdateAction[] = [
  {
    action: 'addTransaction',
    transaction: {
      type: 'Charge',
      amount: { centAmount: 1, currencyCode: 'EUR' },
      custom: { type: { typeId: 'type', key: TRANSACTION_TYPE_KEY }, fields: { requestDigest: 'abc' } },
    },
  },
];

const refusal = (...errors: object[]) => commercetoolsFailure(400, { statusCode: 400, errors });
const absent = refusal({
  code: 'ReferencedResourceNotFound',
  message: 'The referenced object was not found.',
  typeId: 'type',
  key: TRANSACTION_TYPE_KEY,
});

beforeEach(() => {
  warn.mockClear();
});

/** Whether each write in a row was tried with custom fields; `refusals` meet the tries that hold them, in turn. */
const tries = async (refusals: (Error | undefined)[], writes: number): Promise<boolean[]> => {
  const support = createCustomFieldSupport(logger);
  const waiting = [...refusals];
  const tried: boolean[] = [];
  for (let count = 0; count < writes; count += 1) {
    await support.update(PAYMENT_ID, actions, (given) => {
      const hasFields = JSON.stringify(given).includes('"custom"');
      tried.push(hasFields);
      const failure = hasFields ? waiting.shift() : undefined;
      return failure ? Promise.reject(failure) : Promise.resolve();
    });
  }
  return tried;
};

it.each<[string, Error]>([
  ['ReferencedResourceNotFound of the type', absent],
  ['ResourceNotFound without a word more', refusal({ code: 'ResourceNotFound', message: 'Not found.' })],
  [
    'a message that names the type',
    refusal({
      code: 'InvalidOperation',
      message: `The type with the key '${TRANSACTION_TYPE_KEY}' was not found`,
    }),
  ],
])('%s is believed for a while', async (_name, failure) => {
  expect(await tries([failure], 2)).toEqual([true, false, false]);
  expect(warn.mock.calls[0]?.[1]).toMatchObject({ code: 'CustomTypeMissing' });
});

it.each<[string, Error]>([
  [
    'a field that a transaction’s type lacks',
    refusal({ code: 'InvalidField', field: 'facts', message: 'x' }),
  ],
  ['a transaction without a type', refusal({ code: 'InvalidOperation', message: 'No custom type.' })],
  [
    'another type that is missing',
    refusal({ code: 'ReferencedResourceNotFound', typeId: 'type', id: 'x', message: 'Not found.' }),
  ],
  [
    'a customer that is missing',
    refusal({ code: 'ReferencedResourceNotFound', typeId: 'customer', id: 'x', message: 'Not found.' }),
  ],
  [
    'a type for something else',
    refusal({
      code: 'InvalidOperation',
      message: `The type '${TRANSACTION_TYPE_KEY}' cannot be used for 'transaction'.`,
    }),
  ],
])('%s says nothing of the next write', async (_name, failure) => {
  expect(await tries([failure], 2)).toEqual([true, false, true]);
  expect(warn.mock.calls.map(([, fields]) => fields?.['code'])).toEqual(['CustomFieldsRefused']);
});

it('an intent without custom fields is marked with its request', async () => {
  const written: unknown[] = [];
  await createCustomFieldSupport(logger).update(PAYMENT_ID, actions, (given) => {
    written.push(given);
    return written.length === 1 ? Promise.reject(absent) : Promise.resolve();
  });
  expect(written[1]).toEqual([
    {
      action: 'addTransaction',
      transaction: {
        type: 'Charge',
        amount: { centAmount: 1, currencyCode: 'EUR' },
        interfaceId: `intent-abc.Charge.${PAYMENT_ID}`,
      },
    },
  ]);
});

it('what is nothing without custom fields is not written without them', async () => {
  const support = createCustomFieldSupport(logger);
  const write = vi.fn(() => Promise.reject(absent));
  for (let count = 0; count < 2; count += 1) {
    await expect(support.update(PAYMENT_ID, actions, write, 'needed')).rejects.toBeInstanceOf(
      CustomFieldsRefused,
    );
  }
  expect(write).toHaveBeenCalledTimes(1);
});
