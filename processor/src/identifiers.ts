import type { Cart, Payment, Transaction } from '@commercetools/platform-sdk';
import type * as z from 'zod';

// An identifier is a text with a brand: the compiler takes neither one for another nor a plain text for any. At run time there is
// the text alone. A value gets its brand once, where it enters: from the schema that parses it (`.brand<'PaymentId'>()`), else
// from a function below. Nothing else makes one.

type Identifier<Name extends string> = string & z.$brand<Name>;

/** commercetools' id of a Payment, made by commercetools. At Adyen it is the `reference` of the payment. */
export type PaymentId = Identifier<'PaymentId'>;

/** commercetools' id of a cart, made by commercetools. */
export type CartId = Identifier<'CartId'>;

/** commercetools' id of a Payment's transaction, made by commercetools. At Adyen it is the `reference` of a modification. */
export type TransactionId = Identifier<'TransactionId'>;

/** Adyen's reference of a payment, a modification, a dispute or a gift card order, made by Adyen. */
export type PspReference = Identifier<'PspReference'>;

/**
 * What tells a repeat of a caller's request from another request: the `Idempotency-Key` that the caller made, or the connector's
 * own key of a reversal. It stays here; Adyen gets an {@link AdyenIdempotencyKey}.
 */
export type IdempotencyKey = Identifier<'IdempotencyKey'>;

/** The `Idempotency-Key` of a request to Adyen, made by the connector: Adyen carries requests under one key out once. */
export type AdyenIdempotencyKey = Identifier<'AdyenIdempotencyKey'>;

/** The name of a merchant account at Adyen, which the merchant configures. */
export type MerchantAccount = Identifier<'MerchantAccount'>;

/** Excludes a text that has a brand, so that it does not get another one. */
type Plain<Text extends string> = Text extends z.$brand ? never : Text;

/** For a text that should name a Payment, such as the `merchantReference` of a notification. */
export const toPaymentId = <Text extends string>(text: Plain<Text>): PaymentId => text as string as PaymentId;
export const toCartId = <Text extends string>(text: Plain<Text>): CartId => text as string as CartId;
export const toTransactionId = <Text extends string>(text: Plain<Text>): TransactionId =>
  text as string as TransactionId;
export const toPspReference = <Text extends string>(text: Plain<Text>): PspReference =>
  text as string as PspReference;
export const toIdempotencyKey = <Text extends string>(text: Plain<Text>): IdempotencyKey =>
  text as string as IdempotencyKey;
export const toAdyenIdempotencyKey = <Text extends string>(text: Plain<Text>): AdyenIdempotencyKey =>
  text as string as AdyenIdempotencyKey;
export const toMerchantAccount = <Text extends string>(text: Plain<Text>): MerchantAccount =>
  text as string as MerchantAccount;

export const paymentIdOf = ({ id }: Payment): PaymentId => toPaymentId(id);
export const cartIdOf = ({ id }: Cart): CartId => toCartId(id);
export const transactionIdOf = ({ id }: Transaction): TransactionId => toTransactionId(id);

/** Adyen's reference of the Payment's authorisation; `undefined` until Adyen has answered. */
export const pspReferenceOf = ({ interfaceId }: Payment): PspReference | undefined =>
  interfaceId === undefined ? undefined : toPspReference(interfaceId);
