/** Name of a class that adyen-web exports. */
export type AdyenClass = keyof typeof import('@adyen/adyen-web');

/** What adyen-web submits, and what the processor receives. */
export type PaymentData = { paymentMethod: { type: string } & Record<string, unknown> } & Record<
  string,
  unknown
>;

/** Parts of the style sheet; see `build/adyen-styles.ts` for what is in each. */
export type SheetName = 'base' | 'form' | 'dropin' | 'waiting' | 'clicktopay' | 'rare';

/**
 * What a method does with the amount.
 *
 * - `sheet`: a wallet, whose sheet cannot open without one
 * - `balance`: compared with the balance of a gift card
 * - `display`: shown, where it is known
 */
export type AmountUse = 'sheet' | 'balance' | 'display';

/** The differences between adyen-web's data and Adyen's Checkout API. */
export type CorrectionName = 'withoutSubtype' | 'withShopper';

/** What is known of a payment method, or of a family of them. The build reads it, too: nothing here loads adyen-web. */
interface MethodFacts {
  /** adyen-web's classes; several only in a family. Read by the build alone. */
  elements?: readonly AdyenClass[];
  /** The chunk of the module bundle that holds the classes. A method without one is a redirect. */
  chunk?: string;
  /** The one-file bundle does without the classes. Read by the build alone. */
  isModulesOnly?: true;
  /**
   * Options and state of the method's own: the name of a `*.method.ts` file in `methods/`, e.g. `card/bancontact`. Read by the
   * build alone.
   */
  code?: string;
  /** adyen-web's class serves several types and has to be given one of them. */
  needsType?: true;
  /** Style sheets beside the base; they load together with the method. */
  sheets?: readonly SheetName[];
  /** Paid with adyen-web's own button: a wallet opens its sheet from nothing else. */
  hasOwnButton?: true;
  /**
   * Paying leads to another page. Cards do so only now and then (3-D Secure by redirect), so no window is opened for
   * them in advance.
   */
  leavesPage: boolean;
  amount?: AmountUse;
  /** Pays with a balance, and may leave something to pay with another method. */
  isGiftCard?: true;
  /** How adyen-web's data becomes what Adyen's Checkout API (v72) describes, where the two differ (`corrections.ts`). */
  correction?: CorrectionName;
}

/** One payment method. */
export interface MethodRow extends MethodFacts {
  /** commercetools Checkout's name of the component. The drop-in offers methods without one, too. */
  component?: string;
  /** Adyen's payment method type, then its other names of the same method. */
  types: readonly [string, ...string[]];
}

/** Methods that only the drop-in offers, and that have everything but the type in common. */
export interface FamilyRow extends MethodFacts {
  family: RegExp;
}

export type CatalogueRow = MethodRow | FamilyRow;

/** What tells a row from the others of its chunk. */
export const keyOf = (row: CatalogueRow): string => ('types' in row ? row.types[0] : String(row.family));
