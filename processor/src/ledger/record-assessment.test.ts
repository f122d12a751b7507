import { expect, test } from 'vitest';
import { pspReference } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import type { Assessment } from './assessment.ts';
import type { Entry } from './entry.ts';
import { settle } from './settle.ts';
import { applyActions, paymentOf } from './test-payment.ts';

const amount = { centAmount: 1000, currencyCode: 'EUR' };

const entry = (fact: 'pending' | 'refused' | 'authorised', assessment: Assessment): Entry => ({
  type: 'Authorization',
  fact,
  pspReference: pspReference('A1'),
  amount,
  assessment,
});

const fieldsAfter = (entries: readonly Entry[]) =>
  entries.reduce(
    (payment, one) => applyActions(payment, settle(payment, [one]).actions),
    paymentOf(amount, [{ type: 'Authorization' }]),
  ).transactions[0]?.custom?.fields;

test('what is said of a payment becomes custom fields of its authorisation', () => {
  const said = { threeDSVersion: '2.2.0', liabilityShift: 'true', avsResult: '4 AVS not supported' };
  expect(fieldsAfter([entry('authorised', said)])).toMatchObject(said);
});

test('a success counts more than the refusal before it, whichever is known first', () => {
  const refused = entry('refused', { merchantAdvice: '02', fraudScore: '40', cvcResult: '2' });
  const authorised = entry('authorised', { fraudScore: '12' });
  const expected = { merchantAdvice: '02', fraudScore: '12', cvcResult: '2' };
  expect(fieldsAfter([refused, authorised])).toMatchObject(expected);
  expect(fieldsAfter([authorised, refused])).toMatchObject(expected);
});

test('any order and any repetition ends in the same fields', () => {
  const value = fc.option(fc.constantFrom('1', '2', 'a b'), { nil: undefined });
  const assessment = fc.record({ fraudScore: value, threeDSResult: value }) as fc.Arbitrary<Assessment>;
  const entries = fc.array(
    fc.tuple(fc.constantFrom('pending', 'refused', 'authorised'), assessment).map((one) => entry(...one)),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(
      entries.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
        ),
      ),
      ([all, shuffled]) => {
        const { fraudScore, threeDSResult } = fieldsAfter(all) ?? {};
        expect(fieldsAfter(shuffled)).toMatchObject({
          ...(fraudScore !== undefined && { fraudScore: fraudScore as unknown }),
          ...(threeDSResult !== undefined && { threeDSResult: threeDSResult as unknown }),
        });
      },
    ),
  );
});
