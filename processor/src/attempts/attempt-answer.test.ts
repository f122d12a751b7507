import { expect, test } from 'vitest';
import type { PaymentAnswer } from '../adyen/responses.ts';
import type { Config } from '../config/config.ts';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { entriesOfAnswer } from './attempt-answer.ts';

interface Given {
  readonly method?: string;
  readonly centAmount?: number;
  readonly config?: Config['paymentMethodsConfig'];
}

const entries = (
  answer: Partial<PaymentAnswer>,
  { method = 'scheme', centAmount = 1000, config = {} }: Given,
) =>
  entriesOfAnswer({
    answer: {
      resultCode: 'Authorised',
      pspReference: pspReference('NC6HT9CRT65ZGN82'),
      additionalData: {},
      ...answer,
    },
    transactionId: transactionId('transaction'),
    planned: { centAmount, currencyCode: 'EUR' },
    method,
    now: new Date(),
    paymentMethodsConfig: config,
  });

const types = (answer: Partial<PaymentAnswer>, given: Given): string[] =>
  entries(answer, given).map((entry) =>
    'isCapturedAtOnce' in entry && entry.isCapturedAtOnce ? `${entry.type} at once` : entry.type,
  );

const visa = { paymentMethod: { type: 'scheme', brand: 'visa' } };
const darty = { paymentMethod: { type: 'giftcard', brand: 'darty' } };
const atOnce = { supportSeparateCapture: false };

test.each<[Partial<PaymentAnswer>, Given, string[]]>([
  [visa, {}, ['Authorization']],
  [visa, { config: { scheme: atOnce } }, ['Authorization at once']],
  [visa, { config: { visa: { supportSeparateCapture: true }, scheme: atOnce } }, ['Authorization']],
  [darty, { method: 'giftcard' }, ['Authorization at once']],
  [{}, { method: 'ideal' }, ['Authorization at once']],
  [{}, { method: 'ideal', centAmount: 0 }, ['Authorization']],
  [{ resultCode: 'Refused' }, { method: 'ideal' }, ['Authorization']],
])('%j with %j says %j', (answer, given, expected) => expect(types(answer, given)).toEqual(expected));

const amounts = (answer: Partial<PaymentAnswer>, method = 'ideal'): (number | undefined)[] =>
  entries(answer, { method }).map((entry) => ('amount' in entry ? entry.amount.centAmount : undefined));

const eur = (value: number) => ({ value, currency: 'EUR' });
const granted = (authorisedAmountValue: string, authorisedAmountCurrency = 'EUR') => ({
  additionalData: { authorisedAmountValue, authorisedAmountCurrency },
});

test.each<[Partial<PaymentAnswer>, number]>([
  [{}, 1000],
  [{ amount: eur(1000) }, 1000],
  [{ amount: eur(600) }, 600],
  [{ amount: eur(1200) }, 1200],
  [{ resultCode: 'PartiallyAuthorised', amount: eur(600) }, 600],
  [{ amount: eur(1000), ...granted('600') }, 600],
  [granted('600'), 600],
  [{ amount: eur(500), ...granted('600') }, 500],
  [granted('0'), 1000],
  [granted('6.00'), 1000],
  [granted('600', 'USD'), 1000],
  [{ amount: { value: 600, currency: 'USD' } }, 1000],
  [{ resultCode: 'Pending', amount: eur(600) }, 1000],
])('%j of 1000 that were asked for is over %j', (answer, expected) => {
  for (const amount of amounts(answer)) expect(amount).toBe(expected);
  expect(amounts(answer, 'scheme')).toEqual([expected]);
});
