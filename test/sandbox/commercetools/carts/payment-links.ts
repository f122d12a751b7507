import type { Cart, Order } from '@commercetools/platform-sdk';
import { invalidOperation } from '../http/errors.ts';
import type { Database, ResourceIdentifier } from '../store/database.ts';

interface AddPayment {
  readonly action: 'addPayment';
  readonly payment: ResourceIdentifier;
}

const isAddPayment = (action: { readonly action?: unknown }): action is AddPayment =>
  action.action === 'addPayment';

/**
 * A payment "must not be assigned to another Order or active Cart already".
 *
 * @throws CtError 400 `InvalidOperation` where an update of the cart or order would do so, 400 for a payment that is not there
 */
export function checkAddedPayments(
  db: Database,
  holderId: string,
  actions: readonly { readonly action?: unknown }[],
): void {
  for (const { payment } of actions.filter(isAddPayment)) {
    const { id } = db.referenced('payment', payment);
    const where = [`paymentInfo(payments(id="${id}"))`];
    const carts = db.query('cart', { where }).results as unknown as Cart[];
    const orders = db.query('order', { where }).results as unknown as Order[];
    const others = [...carts.filter(({ cartState }) => cartState === 'Active'), ...orders];
    if (others.some((other) => other.id !== holderId))
      throw invalidOperation(`The payment '${id}' is already assigned to another Order or active Cart.`);
  }
}

/** The cart with each payment named once. */
export function withoutRepeatedPayments(cart: Cart): Cart {
  if (!cart.paymentInfo) return cart;
  const payments = [...new Map(cart.paymentInfo.payments.map((payment) => [payment.id, payment])).values()];
  return { ...cart, paymentInfo: { payments } };
}
