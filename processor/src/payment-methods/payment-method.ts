/** Personal data that a form of Adyen's can ask the shopper for. */
export type ShopperField =
  'shopperName' | 'shopperEmail' | 'telephoneNumber' | 'dateOfBirth' | 'socialSecurityNumber';

/** Fields of Adyen's payment request that a method requires beside those of every payment. */
export type RequiredField =
  ShopperField | 'billingAddress' | 'company' | 'deliveryAddress' | 'deviceFingerprint' | 'stateOrProvince';

/** Fields about the shopper that some methods have inside Adyen's `paymentMethod`. */
export type DetailField = 'firstName' | 'lastName' | 'shopperEmail' | 'telephoneNumber';

export type LineItemsRequest = 'request' | 'capture' | 'partialRefund';

type Brands = 'card' | 'giftCard';

/** One row of the catalogue: all that the processor knows of one of Adyen's payment methods, or of a brand of one. */
export interface PaymentMethod {
  /** Adyen's type, as requests and webhooks have it. */
  readonly type: string;
  /** As a merchant knows it. */
  readonly name: string;
  /** The page below https://docs.adyen.com/payment-methods/ that the row is taken from. */
  readonly page?: string;
  /** The name of its component in commercetools Checkout; only methods that the enabler offers have one. */
  readonly checkoutName?: string;
  /** Other types of the same method: a session that allows one allows all. */
  readonly aliases: readonly string[];
  /** The type whose names it shares for sessions and Checkout, although other columns differ. */
  readonly knownAs?: string;
  /** Further types that the row speaks for; a `*` stands for any characters. They share none of its names. */
  readonly family?: string;

  /** Whether it is known how it is captured and refunded; else the columns are those of an unknown method. */
  readonly captureIsKnown: boolean;
  /** Its authorisation is its capture: there is no other capture, and nothing can be cancelled. */
  readonly capturedAtOnce: boolean;
  /** How many captures of less than everything a payment can have. */
  readonly partialCaptures: 'none' | 'one' | 'many';
  readonly refunds: 'none' | 'ofEverything' | 'ofAnyAmount';
  /** A refund names the capture that it refunds. */
  readonly refundNamesCapture: boolean;
  readonly hasChargebacks: boolean;
  readonly isRecurring: boolean;

  /** For a brand: what kind of method has it. */
  readonly brandOf?: Brands;
  /** For a method whose webhooks name a brand: the kind of brands. */
  readonly brands?: Brands;
  /** commercetools' name of the card brand. All of Adyen's names that begin with the type or an alias are variants of it. */
  readonly cardBrand?: string;
  /** Webhooks name the brand of a card in this wallet as `<brand>_<type>`, e.g. `visa_applepay`. */
  readonly isWalletSuffix: boolean;

  /** Its payments are card payments: they have a card's details, and level 2 and 3 data. */
  readonly isCard: boolean;
  /** May ask for 3-D Secure. */
  readonly has3DSecure: boolean;
  /** Can pay a part of an order at Adyen, as far as its balance goes. */
  readonly isGiftCard: boolean;
  /** Can pay before the shopper has typed anything. */
  readonly isExpress: boolean;
  /** Its amount can be updated until the shopper agrees, and is what counts then. */
  readonly hasUpdatableOrder: boolean;
  /** Is paid from a bank account, of which the end of the IBAN may be shown. */
  readonly hasIban: boolean;
  /** The type that its tokens are stored as, where it is neither its own nor that of cards. */
  readonly storedAs?: string;

  /** For a method whose captures and refunds carry line items too, and whose payments never do without. */
  readonly lineItems?: {
    /** Where Adyen requires them. They are sent everywhere. */
    readonly requiredIn: readonly LineItemsRequest[];
    /** A discount is a line with a negative amount; for other methods it is spread over the other lines. */
    readonly takesNegativeLines: boolean;
  };
  /** What its form asks the shopper for. Only for these fields does the form count, where the cart does not know. */
  readonly formAsksFor: readonly ShopperField[];
  readonly requires: readonly RequiredField[];
  /** What its structure inside Adyen's `paymentMethod` requires of the shopper. */
  readonly detailFields: readonly DetailField[];
  /** Its form asks for a telephone number as it is dialled inside the country, and Adyen takes it so. */
  readonly takesNationalNumbers: boolean;
  /** What a merchant should know beside all this. */
  readonly notes?: string;
}

/** The columns of a row that have no default. */
type Capture = Pick<PaymentMethod, 'capturedAtOnce' | 'partialCaptures' | 'refunds'>;

const defaults = {
  aliases: [],
  captureIsKnown: true,
  refundNamesCapture: false,
  hasChargebacks: false,
  isRecurring: false,
  isWalletSuffix: false,
  isCard: false,
  has3DSecure: false,
  isGiftCard: false,
  isExpress: false,
  hasUpdatableOrder: false,
  hasIban: false,
  formAsksFor: [],
  requires: [],
  detailFields: [],
  takesNationalNumbers: false,
} satisfies Partial<PaymentMethod>;

export const method = (
  type: string,
  name: string,
  columns: Capture & Partial<Omit<PaymentMethod, 'type' | 'name'>>,
): PaymentMethod => ({ ...defaults, ...columns, type, name });
