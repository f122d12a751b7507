import type { Payment } from '@commercetools/platform-sdk';
import { dueCharges } from '../ledger/scheduled-charge.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** The Payment with what Adyen has captured automatically until now. @throws Fault 409, 502 or 503 when it cannot be written */
export const withDueCharges = async (
  { payments, now }: Pick<PaymentDependencies, 'payments' | 'now'>,
  payment: Payment,
): Promise<Payment> => {
  const due = dueCharges(payment, now());
  return due.length === 0 ? payment : (await payments.settle(payment, due)).payment;
};
