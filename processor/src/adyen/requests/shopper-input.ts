import type { PaymentId, PspReference } from '../../identifiers.ts';
import type { Money } from '../../ledger/money.ts';

declare const checked: unique symbol;

/**
 * Marks what was read from a shopper's browser by a schema of api/, which lets nothing pass that is not named here and no
 * unencrypted card data: only that can reach Adyen.
 */
export type Checked<T> = T & { readonly [checked]: true };

/** A payment method's data as adyen-web collected it: its type, and fields that only Adyen reads. */
export interface PaymentMethodData {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface ShopperAddress {
  readonly street?: string | undefined;
  readonly houseNumberOrName?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly city?: string | undefined;
  readonly stateOrProvince?: string | undefined;
  readonly country?: string | undefined;
  readonly company?: string | undefined;
}

export interface DeliveryAddress extends ShopperAddress {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

export interface BrowserInfo {
  readonly acceptHeader?: string | undefined;
  readonly colorDepth?: number | undefined;
  readonly javaEnabled?: boolean | undefined;
  readonly javaScriptEnabled?: boolean | undefined;
  readonly language?: string | undefined;
  readonly screenHeight?: number | undefined;
  readonly screenWidth?: number | undefined;
  readonly timeZoneOffset?: number | undefined;
  readonly userAgent?: string | undefined;
}

export const INSTALLMENT_PLANS = [
  'bonus',
  'buynow_paylater',
  'interes_refund_prctg',
  'interest_bonus',
  'nointeres_refund_prctg',
  'nointerest_bonus',
  'refund_prctg',
  'regular',
  'revolving',
  'with_interest',
] as const;

/**
 * What a shopper's browser may decide about an attempt (docs/api.md, `POST /payments`): adyen-web's `state.data`
 * without what is the processor's to decide. `shopperName` and the fields after it are what a method's own form asks
 * the shopper for; which of them count, and for which methods, is decided in `shopper.ts`.
 */
export interface ShopperInput {
  readonly paymentMethod: PaymentMethodData;
  /** commercetools' id of a stored method. */
  readonly storedPaymentMethodId: string | undefined;
  /** What the shopper was shown, in minor units by ISO 4217. */
  readonly expectedAmount?: Money | undefined;
  readonly billingAddress?: ShopperAddress | undefined;
  readonly deliveryAddress?: DeliveryAddress | undefined;
  readonly browserInfo?: BrowserInfo | undefined;
  readonly origin?: string | undefined;
  readonly storePaymentMethod: boolean;
  readonly riskData?: { readonly clientData?: string | undefined } | undefined;
  readonly order?: { readonly orderData: string; readonly pspReference: PspReference } | undefined;
  readonly installments?:
    { readonly value: number; readonly plan?: (typeof INSTALLMENT_PLANS)[number] | undefined } | undefined;
  readonly shopperName?: { readonly firstName: string; readonly lastName: string } | undefined;
  readonly shopperEmail?: string | undefined;
  readonly telephoneNumber?: string | undefined;
  readonly dateOfBirth?: string | undefined;
  readonly socialSecurityNumber?: string | undefined;
}

/** What is known of a shopper when a request is built; the method at least. */
export type ShopperKnown = Partial<ShopperInput> & Pick<ShopperInput, 'paymentMethod'>;

/** What a shopper's browser hands back to continue an attempt. */
export interface ShopperDetails {
  readonly details: Readonly<Record<string, string>>;
  readonly paymentData?: string | undefined;
  readonly paymentReference: PaymentId;
}

export type AttemptBody = Checked<ShopperInput>;
export type DetailsBody = Checked<ShopperDetails>;

/** For the schemas of api/, which have read it. */
export const asChecked = <T>(input: T): Checked<T> => input as Checked<T>;
