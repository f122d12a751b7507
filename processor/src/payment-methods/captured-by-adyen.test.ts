import { describe, expect, it } from 'vitest';
import { isCapturedByAdyen } from './captured-by-adyen.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

describe('a method alone', () => {
  it.each(
    words(`alipay alipay_hk alipay_plus_boost atome bankTransfer_IBAN bankTransfer_NL bcmc bcmc_mobile bcmc_mobile_QR bizum
      blik boletobancario boletobancario_santander primeiropay_boleto dana directEbanking doku_alfamart duitnow ebanking_FI
      econtext_stores econtext_seven_eleven eft_directdebit_CA eftpos_australia eps gcash gopay_wallet grabpay_SG ideal iris
      kakaopay kcp_naverpay mbway molpay_boost molpay_ebanking_TH molpay_ebanking_fpx_MY momo_wallet multibanco
      onlineBanking_CZ onlineBanking_PL onlineBanking_SK onlinebanking_IN oxxo paybybank payme paynow paysafecard paytm
      payto pix swish touchngo troy trustly upi_collect upi_intent wallet_IN wechatpayQR wechatpayWeb
      giftcard svs vvvgiftcard bancontactcard fpx jcs przelewy24`),
  )('%s is captured with its authorisation', (name) =>
    expect(isCapturedByAdyen([name, name], {})).toBe(true),
  );

  it.each(
    words(`scheme visa visadankort mc amex maestro cup carnet visa_applepay mc_googlepay amex_vipps girocard_applepay
      applepay googlepay paywithgoogle samsungpay paypal klarna klarna_account klarna_b2b klarna_paynow afterpaytouch
      afterpaytouch_AU afterpay_default clearpay zip ratepay ratepay_directdebit riverty riverty_account facilypay_3x
      facilypay_10x_merchant_pays affirm sepadirectdebit ach directdebit_GB twint vipps mobilepay cashapp scalapay_3x walley
      walley_b2b alma paypo paybright paybybank_AIS_DD mealVoucher_FR_natixis card klarna_pay_later`),
  )('%s is captured separately', (name) => expect(isCapturedByAdyen([name, name], {})).toBe(false));

  it.each(['giropay', 'dragonpay_ebanking', 'toString', 'a_new_method'])(
    '%s is not known, so it counts as captured with its authorisation',
    (name) => expect(isCapturedByAdyen([name, name], {})).toBe(true),
  );

  it('that nobody names says nothing', () => {
    expect(isCapturedByAdyen([undefined, undefined], {})).toBe(false);
    expect(isCapturedByAdyen([], {})).toBe(false);
  });
});

describe('a notification’s name and the Payment’s method', () => {
  it.each<[string | undefined, string | undefined, boolean]>([
    // A brand says more than the method that has brands.
    ['visa', 'scheme', false],
    ['eftpos_australia', 'scheme', true],
    ['bcmc', 'scheme', true],
    ['visa_applepay', 'applepay', false],
    ['eftpos_australia_applepay', 'applepay', true],
    ['svs', 'giftcard', true],
    // A brand that is not known says nothing of it.
    ['a_new_brand', 'scheme', false],
    ['a_new_brand_googlepay', 'googlepay', false],
    ['darty', 'giftcard', true],
    ['a_new_name', 'klarna', false],
    ['a_new_name', 'mbway', true],
    // The Payment's method counts where they contradict each other.
    ['ideal', 'scheme', false],
    ['svs', 'scheme', false],
    ['visa', 'ideal', true],
    ['visa', 'giftcard', true],
    ['ideal', 'paypal', false],
    ['paybybank_AIS_DD', 'paybybank', true],
    // Only one of them is there, or known.
    [undefined, 'ideal', true],
    [undefined, 'scheme', false],
    ['visa', undefined, false],
    ['visa', 'a_new_method', false],
    ['ideal', 'a_new_method', true],
    ['a_new_brand', 'a_new_method', true],
  ])('%s and %s: captured with the authorisation is %s', (notified, method, expected) =>
    expect(isCapturedByAdyen([notified, method], {})).toBe(expected),
  );
});

describe('with a setting', () => {
  const config = {
    visa: { supportSeparateCapture: false },
    scheme: { supportSeparateCapture: true },
    giftcard: { supportSeparateCapture: false },
    ideal: { supportSeparateCapture: true },
    svs: { supportSeparateCapture: true },
    a_new_brand: { supportSeparateCapture: false },
    a_new_method: { supportSeparateCapture: true },
    mc: {},
  };

  it.each<[string[], boolean]>([
    [['visa', 'scheme'], true],
    [['mc', 'scheme'], false],
    [['amex', 'scheme'], false],
    [['svs', 'giftcard'], false],
    [['darty', 'giftcard'], true],
    [['ideal', 'ideal'], false],
    [['eps', 'eps'], true],
    [['a_new_brand', 'scheme'], true],
    [['a_new_method', 'a_new_method'], false],
  ])('%j is captured with its authorisation: %s', (names, expected) =>
    expect(isCapturedByAdyen(names, config)).toBe(expected),
  );

  it.each(words('applepay googlepay androidpay samsungpay clicktopay amazonpay mobilepay vipps'))(
    'the brand of a card counts in %s too',
    (wallet) => {
      expect(isCapturedByAdyen([`visa_${wallet}`, wallet], config)).toBe(true);
      expect(isCapturedByAdyen([`mc_${wallet}`, wallet], config)).toBe(false);
    },
  );

  it('an entry for a brand in a wallet counts before that of the brand', () =>
    expect(
      isCapturedByAdyen(['visa_applepay', 'applepay'], {
        ...config,
        visa_applepay: { supportSeparateCapture: true },
      }),
    ).toBe(false));

  it('a whole type can be captured at once', () =>
    expect(isCapturedByAdyen(['visa', 'scheme'], { scheme: { supportSeparateCapture: false } })).toBe(true));

  it('the entry of a name that contradicts the Payment’s method does not count', () => {
    expect(isCapturedByAdyen(['ideal', 'eps'], config)).toBe(true);
    expect(isCapturedByAdyen(['visa', 'paypal'], config)).toBe(false);
  });
});
