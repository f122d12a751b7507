import type {
  ByProjectKeyRequestBuilder,
  Cart,
  CartUpdateAction,
  Payment,
} from '@commercetools/platform-sdk';
import { invalidOperation, notFound } from '../errors.ts';
import { cartIdOf, toPaymentId, type CartId, type PaymentId } from '../identifiers.ts';
import { isBadRequest, isConflict, isForbidden, isNotFound } from './errors.ts';
import { guarded } from './guarded.ts';
import { orUndefined } from './or-undefined.ts';
import { writeLoop } from './write-loop.ts';

/** A cart together with the Payments that are linked to it. */
export interface CartWithPayments {
  readonly cart: Cart;
  readonly payments: readonly Payment[];
}

export interface Carts {
  /** One read; `undefined` when there is no such cart. Throws Fault 502 or 503 when commercetools cannot be used. */
  get(cartId: CartId): Promise<CartWithPayments | undefined>;
  /** The cart that a Payment is linked to; `undefined` when there is none. */
  findByPayment(paymentId: PaymentId): Promise<CartWithPayments | undefined>;
  /** Which of these Payments any cart or order lists. */
  listed(paymentIds: readonly PaymentId[]): Promise<ReadonlySet<PaymentId>>;
  /** The ids of the Payments that the order of a cart references; of several orders, those of all. */
  orderedPayments(cartId: CartId): Promise<ReadonlySet<PaymentId>>;
  /**
   * Links a Payment to the cart as it was read.
   * @returns the cart afterwards, or `undefined` when it has changed since it was read
   * @throws Fault 400 when commercetools takes no payments for it, since it was ordered or locked; 404 when it is deleted
   */
  link(cart: Cart, paymentId: PaymentId): Promise<Cart | undefined>;
}

const EXPAND = ['paymentInfo.payments[*]'];
/** A conflict is decided upon at once. */
const LINK_LIMITS = { conflicts: 0, lostResponses: 2 };
/** States in which commercetools allows no further operation on a cart. */
const CLOSED: Readonly<Record<string, string>> = {
  Ordered: 'it has become an order',
  Merged: "it was merged into the customer's cart. Start again with that one",
};

/** Why commercetools takes no payment for a cart, as far as the cart says. */
export const closure = (cart: Cart | undefined): string | undefined =>
  cart && (CLOSED[cart.cartState] ?? (cart.lock === undefined ? undefined : 'it is locked'));

const paymentIdsOf = (listing: readonly Pick<Cart, 'paymentInfo'>[]): Set<PaymentId> =>
  new Set(
    listing.flatMap(({ paymentInfo }) => (paymentInfo?.payments ?? []).map(({ id }) => toPaymentId(id))),
  );

/** Access to carts, always with their Payments, in one call each. */
export const createCarts = (client: ByProjectKeyRequestBuilder): Carts => {
  const withPayments = async (cart: Cart): Promise<CartWithPayments> => {
    const references = cart.paymentInfo?.payments ?? [];
    // A reference that was not expanded is read on its own: a payment that is not seen could be paid twice.
    const payments = await Promise.all(references.map(async ({ id, obj }) => obj ?? (await payment(id))));
    return { cart, payments: payments.filter((found) => found !== undefined) };
  };

  /** `undefined` when somebody deleted it: the cart's reference to it stays. */
  const payment = (id: string): Promise<Payment | undefined> =>
    orUndefined(client.payments().withId({ ID: id }).get().execute());

  const addPayment = async ({ id, version }: Cart, paymentId: PaymentId): Promise<Cart> => {
    const actions: CartUpdateAction[] = [
      { action: 'addPayment', payment: { typeId: 'payment', id: paymentId } },
    ];
    return (await client.carts().withId({ ID: id }).post({ body: { version, actions } }).execute()).body;
  };

  const read = async (cartId: CartId): Promise<CartWithPayments | undefined> => {
    try {
      const { body } = await client
        .carts()
        .withId({ ID: cartId })
        .get({ queryArgs: { expand: EXPAND } })
        .execute();
      return await withPayments(body);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };

  const linked = async (cartId: CartId, paymentId: PaymentId): Promise<Cart | undefined> => {
    const found = await read(cartId);
    return found?.payments.some(({ id }) => id === paymentId) === true ? found.cart : undefined;
  };

  /** Says why commercetools refuses the cart's payment; it may have been closed since it was read. */
  const assertOpen = async (cart: Cart, error: unknown): Promise<void> => {
    if (isNotFound(error)) throw notFound("The session's cart");
    if (!isBadRequest(error) && !isForbidden(error)) return;
    const reason = closure(cart) ?? closure((await read(cartIdOf(cart)))?.cart);
    if (reason !== undefined) throw invalidOperation(`The cart takes no more payments: ${reason}.`);
  };

  return {
    get: (cartId) => guarded(() => read(cartId)),

    findByPayment: (paymentId) =>
      guarded(async () => {
        const where = `paymentInfo(payments(id="${paymentId}"))`;
        const { body } = await client
          .carts()
          .get({ queryArgs: { where, expand: EXPAND, limit: 1, withTotal: false } })
          .execute();
        const [cart] = body.results;
        return cart && (await withPayments(cart));
      }),

    listed: (paymentIds) =>
      guarded(async () => {
        if (paymentIds.length === 0) return new Set();
        const ids = paymentIds.map((id) => `"${id}"`).join(', ');
        const queryArgs = { where: `paymentInfo(payments(id in (${ids})))`, limit: 500, withTotal: false };
        const [carts, orders] = await Promise.all([
          client.carts().get({ queryArgs }).execute(),
          client.orders().get({ queryArgs }).execute(),
        ]);
        return paymentIdsOf([...carts.body.results, ...orders.body.results]);
      }),

    orderedPayments: (cartId) =>
      guarded(async () => {
        const queryArgs = { where: `cart(id="${cartId}")`, withTotal: false };
        return paymentIdsOf((await client.orders().get({ queryArgs }).execute()).body.results);
      }),

    link: (cart, paymentId) =>
      guarded(async () => {
        try {
          return await writeLoop({
            limits: LINK_LIMITS,
            state: cart,
            // The version makes repeating safe: what happened already is a conflict.
            write: (current, { lostResponses }) =>
              addPayment(current, paymentId).catch((error: unknown) => {
                if (!isConflict(error)) throw error;
                return lostResponses === 0 ? undefined : linked(cartIdOf(cart), paymentId);
              }),
          });
        } catch (error) {
          await assertOpen(cart, error);
          throw error;
        }
      }),
  };
};
