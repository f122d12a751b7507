import { method, type PaymentMethod } from '../payment-method.ts';
import { atOnce, atOnceRefundedWhole, atOnceUnrefundable, recurring } from './columns.ts';

const boleto = {
  ...atOnceUnrefundable,
  page: 'boleto-bancario',
  formAsksFor: ['shopperName', 'shopperEmail', 'socialSecurityNumber'],
  requires: ['shopperName', 'billingAddress', 'stateOrProvince', 'socialSecurityNumber'],
} as const;

/** Paid in a shop, at a cash machine or with a code that was bought there. */
export const vouchers: readonly PaymentMethod[] = [
  method('boletobancario', 'Boleto', { ...boleto, family: 'boleto*' }),
  method('primeiropay_boleto', 'Boleto (PrimeiroPay)', { ...boleto, family: 'primeiropay_boleto*' }),
  method('doku_alfamart', 'DOKU', {
    ...atOnceRefundedWhole,
    page: 'doku',
    family: 'doku*',
    formAsksFor: ['shopperName', 'shopperEmail'],
    requires: ['shopperName', 'shopperEmail'],
    detailFields: ['firstName', 'lastName', 'shopperEmail'],
  }),
  method('econtext_stores', 'Konbini (eContext)', {
    ...atOnceUnrefundable,
    page: 'econtext-konbini',
    checkoutName: 'jcs',
    family: 'econtext*',
    formAsksFor: ['shopperName', 'shopperEmail', 'telephoneNumber'],
    requires: ['shopperName', 'shopperEmail', 'telephoneNumber'],
    detailFields: ['firstName', 'lastName', 'shopperEmail', 'telephoneNumber'],
    takesNationalNumbers: true,
  }),
  method('multibanco', 'Multibanco', { ...atOnce, page: 'multibanco' }),
  method('oxxo', 'OXXO', { ...atOnceUnrefundable, page: 'oxxo' }),
  method('paysafecard', 'paysafecard', { ...atOnceRefundedWhole, ...recurring, page: 'paysafecard' }),
];
