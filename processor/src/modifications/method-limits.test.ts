import type { Transaction } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import type { Config } from '../config/config.ts';
import type { Fault } from '../errors.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { breachOf, type ModificationRequest } from './rules.ts';
import { usualLimits } from './test-intents.ts';

type Kind = ModificationRequest['kind'];

const AUTHORISED = 'Authorization Success 1000';
const CHARGED = [AUTHORISED, 'Charge Success 1000'];

/** e.g. `Charge Success 500` */
const payment = (method: string, transactions: readonly string[]) => ({
  ...paymentOf(
    { centAmount: 1000, currencyCode: 'EUR' },
    transactions.map((line, index): Partial<Transaction> => {
      const [type = '', state = '', centAmount = '0'] = line.split(' ');
      const money = { type: 'centPrecision' as const, fractionDigits: 2, currencyCode: 'EUR' };
      return {
        type,
        state,
        amount: { ...money, centAmount: Number(centAmount) },
        interactionId: `PSP${index}`,
      };
    }),
  ),
  paymentMethodInfo: { paymentInterface: 'adyen', method },
});

const config = { ideal: { supportSeparateCapture: true }, svs: { supportSeparateCapture: true } };

/** What a guard says; `undefined` where it lets the request pass. */
const refusal = (
  ...[kind, centAmount, method, transactions, settings = {}]: [
    Kind,
    number,
    string,
    readonly string[],
    Config['paymentMethodsConfig']?,
  ]
): Fault | undefined =>
  breachOf(
    payment(method, transactions),
    { kind, amount: { centAmount, currencyCode: 'EUR' } },
    { ...usualLimits, paymentMethodsConfig: settings },
  );

const refusedWith = (message: RegExp, remainingCentAmount: number) => ({
  statusCode: 400,
  code: 'InvalidOperation',
  message: expect.stringMatching(message) as string,
  fields: { remainingCentAmount, currencyCode: 'EUR' },
});

describe('a capture', () => {
  it.each(['ach', 'directdebit_GB', 'paypo', 'carnet', 'svs', 'giftcard', 'mealVoucher_FR_natixis'])(
    'of a part is refused for %s, of everything it is not',
    (method) => {
      const settings = { [method]: { supportSeparateCapture: true } };
      expect(refusal('capture', 999, method, [AUTHORISED], settings)).toMatchObject(
        refusedWith(/only be captured in full.*10\.00 EUR/, 1000),
      );
      expect(refusal('capture', 1000, method, [AUTHORISED], settings)).toBeUndefined();
    },
  );

  it.each([
    'twint',
    'cashapp',
    'alma',
    'facilypay_3x',
    'paypay',
    'rakutenpay',
    'samsungpay',
    'cup',
    'hipercard',
    'paybybank_AIS_DD',
  ])('of a second part is refused for %s', (method) => {
    expect(refusal('capture', 400, method, [AUTHORISED])).toBeUndefined();
    for (const state of ['Initial', 'Pending', 'Success']) {
      for (const amount of [600, 700]) {
        expect(refusal('capture', amount, method, [AUTHORISED, `Charge ${state} 400`])).toMatchObject(
          refusedWith(/captured once/, 0),
        );
      }
    }
    expect(refusal('capture', 600, method, [AUTHORISED, 'Charge Failure 400'])).toBeUndefined();
  });

  it.each(['klarna', 'scheme', 'paypal', 'a_new_method'])('of a second part passes for %s', (method) =>
    expect(refusal('capture', 600, method, [AUTHORISED, 'Charge Success 400'])).toBeUndefined(),
  );

  it.each(['mbway', 'fpx'])('is refused for %s, which is captured with its authorisation', (method) => {
    const refused = refusedWith(/captured with the authorisation/, 0);
    expect(refusal('capture', 1000, method, CHARGED)).toMatchObject(refused);
    expect(refusal('capture', 1000, method, [AUTHORISED, 'Charge Failure 1000'])).toMatchObject(refused);
    expect(refusal('capture', 1000, method, [AUTHORISED])).toMatchObject(refused);
  });

  it('passes where the merchant says that the method is captured separately', () => {
    expect(refusal('capture', 400, 'ideal', [AUTHORISED], config)).toBeUndefined();
    expect(refusal('capture', 1000, 'giftcard', [AUTHORISED], config)).toBeUndefined();
  });

  it('of too much names what remains, whatever the method', () =>
    expect(refusal('capture', 1001, 'ach', [AUTHORISED])).toMatchObject(
      refusedWith(/^At most 10\.00 EUR/, 1000),
    ));
});

describe('a cancellation', () => {
  it.each(['mbway', 'oxxo'])('is refused for %s, which is captured with its authorisation', (method) => {
    const refused = refusedWith(/captured with the authorisation.*cannot be cancelled/, 0);
    expect(refusal('cancel', 1000, method, CHARGED)).toMatchObject(refused);
    expect(refusal('cancel', 1000, method, [AUTHORISED])).toMatchObject(refused);
  });

  it.each(['twint', 'ach', 'scheme', 'a_new_method'])('passes for %s', (method) =>
    expect(refusal('cancel', 1000, method, [AUTHORISED])).toBeUndefined(),
  );
});

describe('a refund', () => {
  it.each([
    'boletobancario_santander',
    'econtext_stores',
    'jcs',
    'oxxo',
    'iris',
    'molpay_ebanking_TH',
    'mealVoucher_FR_natixis',
    'carnet',
  ])('is refused for %s', (method) => {
    for (const amount of [400, 1000]) {
      expect(refusal('refund', amount, method, CHARGED)).toMatchObject(refusedWith(/cannot be refunded/, 0));
    }
  });

  it.each(['doku_alfamart', 'molpay_boost', 'momo_atm', 'paysafecard', 'ancv'])(
    'of a part is refused for %s',
    (method) => {
      expect(refusal('refund', 400, method, CHARGED)).toMatchObject(
        refusedWith(/only be refunded in full.*10\.00 EUR/, 1000),
      );
      expect(refusal('refund', 1000, method, CHARGED)).toBeUndefined();
    },
  );

  it.each(['mbway', 'multibanco', 'scheme', 'molpay_ebanking_fpx_MY', 'a_new_method'])(
    'of a part passes for %s',
    (method) => expect(refusal('refund', 400, method, CHARGED)).toBeUndefined(),
  );
});
