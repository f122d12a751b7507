const ownForms = new Set([
  'ancv',
  'applepay',
  'bcmc',
  'bcmc_mobile',
  'bcmc_mobile_QR',
  'blik',
  'duitnow',
  'eft_directdebit_CA',
  'giftcard',
  'googlepay',
  'mbway',
  'multibanco',
  'oxxo',
  'payme',
  'paynow',
  'paypal',
  'payto',
  'paywithgoogle',
  'pix',
  'primeiropay_boleto',
  'promptpay',
  'scheme',
  'sepadirectdebit',
  'swish',
  'wechatpay',
  'wechatpayQR',
]);
const ownFormFamilies =
  /^(ach|bankTransfer|boletobancario|directdebit|doku|dragonpay|econtext|mealVoucher|upi)/;

/**
 * Whether paying with a method leads to another page. Cards do so only now and then (3-D Secure by redirect), so no
 * window is opened for them in advance.
 */
export function isRedirecting(adyenType: string): boolean {
  return !ownForms.has(adyenType) && !ownFormFamilies.test(adyenType);
}
