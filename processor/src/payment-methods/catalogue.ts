import { method, type PaymentMethod } from './payment-method.ts';
import { bankPayments } from './rows/bank-payments.ts';
import { cards } from './rows/cards.ts';
import { unknown } from './rows/columns.ts';
import { giftCards } from './rows/gift-cards.ts';
import { payLater } from './rows/pay-later.ts';
import { vouchers } from './rows/vouchers.ts';
import { wallets } from './rows/wallets.ts';

/** Adyen's type of cards; tokens of cards and of the wallets that hold them are stored as this one. */
export const CARD_TYPE = 'scheme';

/** Adyen's type of gift cards. */
export const GIFT_CARD_TYPE = 'giftcard';

/** Every row, by kind. */
export const methodsByKind = { cards, wallets, payLater, bankPayments, vouchers, giftCards } as const;

export interface Catalogue {
  readonly methods: readonly PaymentMethod[];
  /** The method with exactly this type or alias. */
  readonly ofType: (type: string) => PaymentMethod | undefined;
  readonly ofCheckoutName: (name: string) => PaymentMethod | undefined;
  /**
   * What is known under a name; the row of unknown methods where there is nothing.
   * @param name a type, a brand (also in a wallet: `visa_applepay`), a member of a family, or Checkout's name
   */
  readonly of: (name: string | undefined) => PaymentMethod;
  /** The brand of a card that a webhook names with its wallet, e.g. `visa` of `visa_applepay`; else the name as it is. */
  readonly withoutWallet: (name: string) => string;
}

/** The row of every method that the catalogue does not have: it counts as captured with its authorisation. */
export const unknownMethod: PaymentMethod = method('*', 'Any other method', unknown);

export const createCatalogue = (methods: readonly PaymentMethod[]): Catalogue => {
  const byType = new Map(
    methods.flatMap((row) => [row.type, ...row.aliases].map((type) => [type, row] as const)),
  );
  const byCheckoutName = new Map(
    methods.flatMap((row) => (row.checkoutName === undefined ? [] : [[row.checkoutName, row] as const])),
  );
  const families = methods.flatMap((row) =>
    row.family === undefined ? [] : [{ row, pattern: new RegExp(`^${row.family.replace('*', '.*')}$`) }],
  );
  const suffixes = methods.flatMap(({ type, isWalletSuffix }) => (isWalletSuffix ? [`_${type}`] : []));

  const withoutWallet = (name: string): string => {
    const suffix = suffixes.find((one) => name.endsWith(one)) ?? '';
    return name.slice(0, name.length - suffix.length);
  };
  const of = (name: string | undefined): PaymentMethod => {
    if (name === undefined) return unknownMethod;
    const plain = withoutWallet(name);
    return (
      byType.get(plain) ??
      byCheckoutName.get(plain) ??
      families.find(({ pattern }) => pattern.test(plain))?.row ??
      unknownMethod
    );
  };
  return {
    methods,
    ofType: (type) => byType.get(type),
    ofCheckoutName: (name) => byCheckoutName.get(name),
    of,
    withoutWallet,
  };
};

/**
 * The payment methods of Adyen that the processor knows, one row each. Requests, limits, the ledger and the routes read it:
 * adding a method is one row here, and one in the enabler's catalogue where it has a component.
 * Source: the features of each method in https://docs.adyen.com/payment-methods, on the page that the row names; for rows
 * without a page, how Adyen's own plugins treat the method
 */
export const catalogue: Catalogue = createCatalogue(Object.values(methodsByKind).flat());

/** What is known of a method: a row of the catalogue, or that of unknown methods. */
export const methodOf = (name: string | undefined, methods: Catalogue = catalogue): PaymentMethod =>
  methods.of(name);
