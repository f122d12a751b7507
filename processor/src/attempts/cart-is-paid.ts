import type { Cart } from '@commercetools/platform-sdk';
import { invalidOperation, type Fault } from '../errors.ts';
import { grossTotal } from '../ledger/cart-owed.ts';
import { formatMoney, type Money } from '../ledger/money.ts';

/** 400: there is nothing that an attempt could charge. */
export const cartIsPaid = (cart: Cart, owed: Money): Fault =>
  invalidOperation(`The cart is paid: ${formatMoney(owed)} is owed. Nothing was sent to Adyen.`, {
    cartTotal: grossTotal(cart).centAmount,
    currencyCode: owed.currencyCode,
  });
