/**
 * The enabler's public types. The build ships this file as `connector-enabler.d.ts`, so it imports nothing and holds
 * declarations only.
 */

// The one import: the build writes the names in its place.
/** Payment components by commercetools Checkout's names. */
export type ComponentType = import('./method-catalogue/methods.ts').ComponentType;

export type DropinType = 'embedded';
export type ExpressType = 'applepay' | 'googlepay' | 'paypal';
export type StoredPaymentMethodType = 'card';

/** Where a redirect method's bank page opens: in this window (default), or in a window of its own. */
export type RedirectMode = 'page' | 'popup';

/** Stable codes of {@link PaymentError}. */
export type PaymentErrorCode =
  /** The request did not leave the shopper's device. Safe to try again. */
  | 'NetworkError'
  /** Whether the shopper has paid is not known yet: do not pay again, ask for the payment's status. */
  | 'OutcomeUnknown'
  /** Another payment for the same cart is being processed. */
  | 'PaymentInProgress'
  /** The Checkout session is unknown or has expired. */
  | 'SessionExpired'
  /** The processor, commercetools or Adyen cannot be reached at the moment. Safe to try again. */
  | 'ServiceUnavailable'
  /** The payment cannot be made as it was asked for: the cart is paid, the method is not allowed, a field is wrong. */
  | 'RequestRejected'
  /** A gift card was refused. What other gift cards have paid stands, and the form takes another one. Safe to try again. */
  | 'PartRefused'
  /** The payment method cannot be used on this page or device. */
  | 'MethodUnavailable'
  /** The shopper did not finish in time, or the step at the bank could not be shown. */
  | 'ActionFailed'
  /** A part of the payment form could not be loaded. Safe to try again. */
  | 'LoadFailed'
  /** The selector given to `mount` matches nothing. */
  | 'MountTargetMissing'
  /** The page uses the enabler in a way that cannot work. */
  | 'InvalidUse';

/** What `onError` is called with, and what the enabler's promises reject with. */
export interface PaymentError extends Error {
  readonly name: 'PaymentError';
  readonly code: PaymentErrorCode;
  /** A text for the shopper, in the page's language. */
  readonly message: string;
  /** Whether trying again is safe, i.e. cannot charge the shopper twice. */
  readonly retryable: boolean;
  /** The commercetools Payment of the attempt, as soon as there is one. */
  readonly paymentReference?: string;
}

export interface PaymentMethodInfo {
  /** Checkout's name of the method; Adyen's where Checkout has none. */
  type: string;
}

/** The end of one attempt, i.e. of one press of the pay button. */
export interface PaymentResult {
  /** `true` also when Adyen has accepted the payment without finishing it: pending, received, a voucher shown. */
  isSuccess: boolean;
  /** The commercetools Payment's id. */
  paymentReference: string;
  method: PaymentMethodInfo;
  /** Adyen's result code, where there is one. */
  resultCode?: string;
  /** Where `isSuccess` is false: a text for the shopper, in the page's language. */
  message?: string;
  /** The page that the session says the shopper should see next. */
  merchantReturnUrl?: string;
}

/** How things stand after a payment that leaves something to pay, or after gift cards were taken back. */
export interface PartialPayment {
  /** The commercetools Payment that paid, or the latest gift card's. */
  paymentReference: string;
  /** What this payment paid; of a gift card order what its parts pay together, zero after they were taken back. */
  paidAmount: CentAmount;
  /** What is left to pay. */
  remainingAmount: CentAmount;
}

export interface ErrorContext {
  paymentReference?: string;
  method?: PaymentMethodInfo;
}

export interface EnablerOptions {
  /** Base URL of the processor. */
  processorUrl: string;
  /** Id of the Checkout session; not needed for express buttons, which get theirs from `onPayButtonClick`. */
  sessionId?: string;
  /** ISO 3166-1 alpha-2; derived from `locale` if missing. */
  countryCode?: string;
  /** ISO 4217. */
  currencyCode?: string;
  /** BCP 47, e.g. `de-DE`; the page's language if missing. */
  locale?: string;
  /** Nonce for the injected styles; `<meta property="csp-nonce" nonce>` is used if missing. */
  cspNonce?: string;
  /** `false`: the page shows messages itself, from `onError` and `onComplete`. */
  showMessages?: boolean;
  /** The shopper has to act in a view that wants the whole screen (3-D Secure 2, a QR code). */
  onActionRequired?: (action: { type: 'fullscreen' }) => Promise<void> | void;
  /** Called once for an attempt that left something to pay, and once gift cards were taken back. Neither is an end. */
  onPartialPayment?: (payment: PartialPayment) => void;
  /** Called once for an attempt that came to an end at Adyen. */
  onComplete?: (result: PaymentResult) => void;
  /** Called once for an attempt that did not, and for a form that could not be shown. */
  onError?: (error: PaymentError, context: ErrorContext) => void;
}

export interface SubmitOptions {
  /** The shopper's consent to store the payment method. */
  storePaymentDetails?: boolean;
}

export interface ComponentOptions {
  /** Default: `true`. */
  showPayButton?: boolean;
  /** Called after the press of the component's own pay button; a rejection takes the press back. */
  onPayButtonClick?: () => Promise<SubmitOptions | undefined> | Promise<void>;
  redirectMode?: RedirectMode;
}

export interface CardState {
  endDigits?: string;
  /** commercetools' name of the brand, e.g. `Visa`, `Mastercard`, `Unknown`. */
  brand?: string;
  /** `MM/YYYY`, where it is known (stored cards). */
  expiryDate?: string;
}

export interface ComponentState {
  card?: CardState;
}

export interface PaymentComponent {
  /**
   * Shows the component in the element that the selector finds; throws `MountTargetMissing` if there is none.
   * What cannot be shown there, e.g. a wallet that the device does not have, is told to `onError`.
   */
  mount(selector: string | HTMLElement): void;
  /** Pays, as a press of the button would; shows what is missing if the input is not complete. */
  submit(options?: SubmitOptions): Promise<void>;
  /** Whether the method is offered for this cart and works on this device. */
  isAvailable(): Promise<boolean>;
  isValid(): boolean;
  showValidation(): void;
  getState(): ComponentState;
  /** Takes everything away that `mount` brought. The component may be mounted again. */
  unmount(): void;
}

export interface PaymentComponentBuilder {
  /** `false`: the method has its own button (wallets), `submit` must not be called. */
  readonly componentHasSubmit: boolean;
  build(options?: ComponentOptions): PaymentComponent;
}

export interface DropinOptions {
  /** Default: `true`. */
  showPayButton?: boolean;
  onDropinReady?: () => Promise<void> | void;
  onPayButtonClick?: () => Promise<SubmitOptions | undefined> | Promise<void>;
  redirectMode?: RedirectMode;
}

export interface DropinComponent {
  mount(selector: string | HTMLElement): void;
  submit(options?: SubmitOptions): Promise<void>;
  unmount(): void;
}

export interface PaymentDropinBuilder {
  readonly dropinHasSubmit: boolean;
  build(options?: DropinOptions): DropinComponent;
}

export interface StoredComponentOptions extends ComponentOptions {
  /** commercetools' id of the stored payment method. */
  id: string;
  /** Brands that may be used, by Adyen's names. */
  brands?: string[];
}

export interface StoredComponent extends PaymentComponent {
  /** Deletes the stored method for good, at commercetools and at Adyen, and unmounts. */
  remove(): Promise<void>;
}

export interface StoredComponentBuilder {
  readonly componentHasSubmit: boolean;
  /** Throws `MethodUnavailable` for an id that is not one of the customer's stored cards. */
  build(options: StoredComponentOptions): StoredComponent;
}

export interface StoredPaymentMethod {
  /** commercetools' id. */
  id: string;
  /** Checkout's name of the method, e.g. `card`. */
  type: string;
  isDefault: boolean;
  createdAt: string;
  displayOptions: {
    endDigits?: string;
    brand?: { key: string };
    expiryMonth?: number;
    expiryYear?: number;
    logoUrl?: string;
    name?: string;
  };
}

/** An amount as commercetools writes it: minor units by ISO 4217. */
export interface CentAmount {
  centAmount: number;
  currencyCode: string;
  fractionDigits: number;
}

export interface ExpressAddress {
  country: string;
  firstName?: string;
  lastName?: string;
  streetName?: string;
  streetNumber?: string;
  additionalStreetInfo?: string;
  region?: string;
  postalCode?: string;
  city?: string;
  phone?: string;
  email?: string;
}

export interface ExpressShippingMethod {
  id: string;
  name: string;
  description?: string;
  isSelected?: boolean;
  amount: CentAmount;
}

/** What a wallet tells about the shopper who has confirmed. */
export interface ExpressSubmission {
  /** Every wallet is asked for it; empty if it names none all the same. */
  customerEmail: string;
  /** Complete, unlike the address of `onShippingAddressSelected`. */
  shippingAddress: ExpressAddress;
  billingAddress: ExpressAddress;
}

export interface ExpressOptions {
  /** ISO 3166-1 alpha-2 codes of the countries that can be shipped to. */
  allowedCountries?: string[];
  /** The amount that the wallet shows first; later ones come from the session's cart. */
  initialAmount: CentAmount;
  /** Called on the press of the button; says which session pays. */
  onPayButtonClick: () => Promise<{ sessionId: string }>;
  onShippingAddressSelected: (options: { address: ExpressAddress }) => Promise<void>;
  getShippingMethods: (options: { address: ExpressAddress }) => Promise<ExpressShippingMethod[]>;
  onShippingMethodSelected: (options: { shippingMethod: { id: string } }) => Promise<void>;
  /** Called after the shopper has confirmed, before the payment is made. */
  onPaymentSubmit: (options: ExpressSubmission) => Promise<void>;
  /** Called instead of the enabler's `onComplete`. */
  onComplete?: (result: PaymentResult) => void;
}

export interface ExpressComponent {
  mount(selector: string | HTMLElement): void;
  unmount(): void;
}

export interface ExpressBuilder {
  build(options: ExpressOptions): ExpressComponent;
}

/** The enabler of one checkout session. */
export interface PaymentEnabler {
  createComponentBuilder(type: ComponentType): Promise<PaymentComponentBuilder>;
  createDropinBuilder(type: DropinType): Promise<PaymentDropinBuilder>;
  createExpressBuilder(type: ExpressType): Promise<ExpressBuilder>;
  createStoredPaymentMethodBuilder(type: StoredPaymentMethodType): Promise<StoredComponentBuilder>;
  isStoredPaymentMethodsEnabled(): Promise<boolean>;
  getStoredPaymentMethods(options: {
    allowedMethodTypes: string[];
  }): Promise<{ storedPaymentMethods: StoredPaymentMethod[] }>;
  /** The shopper's consent to store what they pay with next; `submit({storePaymentDetails})` overrules it. */
  setStorePaymentDetails(enabled: boolean): void;
}

/** The class, and the type of its instances. */
export type Enabler = PaymentEnabler;
export declare const Enabler: new (options: EnablerOptions) => PaymentEnabler;
