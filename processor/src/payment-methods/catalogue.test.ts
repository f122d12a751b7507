import { describe, expect, it } from 'vitest';
import { catalogue, createCatalogue, methodOf, methodsByKind, unknownMethod } from './catalogue.ts';
import { method } from './payment-method.ts';
import { separate } from './rows/columns.ts';

const { methods } = catalogue;
const words = (text: string): string[] => text.trim().split(/\s+/);

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) < index);

/** commercetools Checkout's components, and Adyen's type of each. */
const COMPONENTS = {
  afterpay: 'afterpaytouch',
  alipay: 'alipay',
  applepay: 'applepay',
  bancontactcard: 'bcmc',
  bancontactmobile: 'bcmc_mobile',
  blik: 'blik',
  card: 'scheme',
  clearpay: 'clearpay',
  eps: 'eps',
  fpx: 'molpay_ebanking_fpx_MY',
  googlepay: 'googlepay',
  ideal: 'ideal',
  jcs: 'econtext_stores',
  klarna_billie: 'klarna_b2b',
  klarna_pay_later: 'klarna',
  klarna_pay_now: 'klarna_paynow',
  klarna_pay_overtime: 'klarna_account',
  mbway: 'mbway',
  mobilepay: 'mobilepay',
  paypal: 'paypal',
  przelewy24: 'onlineBanking_PL',
  sepadirectdebit: 'sepadirectdebit',
  swish: 'swish',
  trustly: 'trustly',
  twint: 'twint',
  vipps: 'vipps',
  wechatpay: 'wechatpayQR',
  zip: 'zip',
};

describe('the catalogue', () => {
  it('has every type and alias once', () =>
    expect(repeated(methods.flatMap(({ type, aliases }) => [type, ...aliases]))).toEqual([]));

  it('has each of Checkout’s names once, with its own type', () => {
    const named = methods.flatMap(({ checkoutName, type }) => (checkoutName ? [[checkoutName, type]] : []));
    expect(named.toSorted()).toEqual(Object.entries(COMPONENTS));
  });

  it('has no Checkout name that is another method’s type', () => {
    const types = new Map(methods.flatMap((row) => [row.type, ...row.aliases].map((type) => [type, row])));
    const others = methods.filter(({ checkoutName }) => types.has(checkoutName ?? ''));
    expect(others.filter((row) => types.get(row.checkoutName ?? '') !== row)).toEqual([]);
  });

  it('has one family for each of its types at most', () => {
    const families = methods.flatMap(({ family }) => family ?? []);
    const matching = (type: string) =>
      families.filter((family) => new RegExp(`^${family.replace('*', '.*')}$`).test(type));
    expect(methods.filter(({ type }) => matching(type).length > 1)).toEqual([]);
    for (const { type, family } of methods)
      if (family !== undefined) expect(matching(type)).toContain(family);
  });

  it('refers to types that it has', () => {
    const referred = methods.flatMap(({ knownAs, storedAs }) => [knownAs ?? [], storedAs ?? []].flat());
    expect(referred.filter((type) => catalogue.ofType(type) === undefined)).toEqual([]);
  });

  it('names the documentation’s page of everything that the enabler offers', () =>
    expect(methods.filter(({ checkoutName, page }) => checkoutName && !page)).toEqual([]));

  it('has the brands of cards among the cards, and those of gift cards among the gift cards', () => {
    for (const row of methods) {
      if (row.brandOf === 'card') expect(methodsByKind.cards).toContain(row);
      if (row.brandOf === 'card') expect(row.isCard).toBe(true);
      if (row.brandOf === 'giftCard') expect(methodsByKind.giftCards).toContain(row);
      if (row.cardBrand !== undefined) expect(row.brandOf).toBe('card');
    }
  });
});

describe('what is known under a name', () => {
  it.each([
    ['scheme', 'scheme'],
    ['card', 'scheme'],
    ['networkToken', 'scheme'],
    ['paywithgoogle', 'googlepay'],
    ['visa', 'visa'],
    ['visapremiumdebit', 'visa'],
    ['mc_googlepay', 'mc'],
    ['maestrouk', 'maestro'],
    ['eftpos_australia_applepay', 'eftpos_australia'],
    ['vvvgiftcard', 'genericgiftcard'],
    ['facilypay_10x_merchant_pays', 'facilypay_3x'],
    ['molpay_ebanking_TH', 'molpay_ebanking_TH'],
    ['afterpaytouch_AU', 'afterpaytouch'],
    ['afterpay_directdebit', 'afterpay_default'],
    ['klarna_pay_now', 'klarna_paynow'],
  ])('%s is the row of %s', (name, type) => expect(methodOf(name).type).toBe(type));

  it.each(words('a_new_method toString constructor __proto__ _applepay').concat(''))(
    '%j is an unknown method, which counts as captured with its authorisation',
    (name) => {
      expect(methodOf(name)).toBe(unknownMethod);
      expect(methodOf(name).capturedAtOnce).toBe(true);
    },
  );

  it('of no method is nothing', () => expect(methodOf(undefined)).toBe(unknownMethod));

  it('is the exact row rather than a family', () => {
    const two = createCatalogue([
      method('new', 'New', { ...separate, family: 'new*' }),
      method('newer', 'Newer', separate),
    ]);
    expect(['new', 'newer', 'newest'].map((name) => two.of(name).name)).toEqual(['New', 'Newer', 'New']);
  });
});
