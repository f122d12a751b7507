import type { Payment } from '@commercetools/platform-sdk';
import { fieldsOf } from './transaction-fields.ts';

/** With what the keys of this connector's Payments begin. */
export const OWN_KEY_PREFIX = 'adyen-';

/** The payment interface of Payments whose session names none; that of commercetools' own Adyen connector, too. */
export const DEFAULT_PAYMENT_INTERFACE = 'checkout-adyen';

/** The payment interface of Adyen's own older integration. */
export const OLDER_INTEGRATION = 'ctp-adyen-integration';

const INTERFACES: readonly (string | undefined)[] = [DEFAULT_PAYMENT_INTERFACE, OLDER_INTEGRATION];

/**
 * Whether a Payment is one of Adyen's that this connector looks after by itself: it wrote it, has written to it, or took it
 * over from an older connector. A project may hold Payments of other providers, also in the same cart. They count as what
 * the cart holds; what nobody has asked for (a reversal of a double payment, a review) is never done to them.
 */
export const isOurs = ({ key, paymentMethodInfo, transactions }: Payment): boolean =>
  key?.startsWith(OWN_KEY_PREFIX) === true ||
  INTERFACES.includes(paymentMethodInfo.paymentInterface) ||
  transactions.some((transaction) => fieldsOf(transaction).facts !== undefined);
