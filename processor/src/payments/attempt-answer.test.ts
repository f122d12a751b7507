import { expect, test } from 'vitest';
import type { PaymentAnswer } from '../adyen/responses.ts';
import type { Config } from '../config/config.ts';
import { entriesOfAnswer } from './attempt-answer.ts';

interface Given {
  readonly method?: string;
  readonly centAmount?: number;
  readonly config?: Config['paymentMethodsConfig'];
}

const types = (
  answer: Partial<PaymentAnswer>,
  { method = 'scheme', centAmount = 1000, config = {} }: Given,
): string[] =>
  entriesOfAnswer({
    answer: { resultCode: 'Authorised', pspReference: 'NC6HT9CRT65ZGN82', additionalData: {}, ...answer },
    transactionId: 'transaction',
    amount: { centAmount, currencyCode: 'EUR' },
    method,
    now: new Date(),
    paymentMethodsConfig: config,
  }).map(({ type }) => type);

const visa = { paymentMethod: { type: 'scheme', brand: 'visa' } };
const darty = { paymentMethod: { type: 'giftcard', brand: 'darty' } };
const atOnce = { supportSeparateCapture: false };

test.each<[Partial<PaymentAnswer>, Given, string[]]>([
  [visa, {}, ['Authorization']],
  [visa, { config: { scheme: atOnce } }, ['Authorization', 'Charge']],
  [visa, { config: { visa: { supportSeparateCapture: true }, scheme: atOnce } }, ['Authorization']],
  [darty, { method: 'giftcard' }, ['Authorization', 'Charge']],
  [{}, { method: 'ideal' }, ['Authorization', 'Charge']],
  [{}, { method: 'ideal', centAmount: 0 }, ['Authorization']],
  [{ resultCode: 'Refused' }, { method: 'ideal' }, ['Authorization']],
])('%j with %j says %j', (answer, given, expected) => expect(types(answer, given)).toEqual(expected));
