import {
  Affirm,
  AfterPay,
  AfterPayB2B,
  Atome,
  FacilPay3x,
  FacilPay4x,
  FacilPay6x,
  FacilPay10x,
  FacilPay12x,
  RatePay,
  RatePayDirectDebit,
  Riverty,
} from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Invoices and instalments with a form of their own. */
export const elements: ElementClass[] = [
  Affirm,
  AfterPay,
  AfterPayB2B,
  Atome,
  FacilPay3x,
  FacilPay4x,
  FacilPay6x,
  FacilPay10x,
  FacilPay12x,
  RatePay,
  RatePayDirectDebit,
  Riverty,
];
