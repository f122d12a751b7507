import type { BankChoice } from '../integration/bank.ts';

/** What shoppers choose in the payment form. */
export const methods = ['card', 'refusedCard', 'card3ds', 'ideal', 'klarna', 'paypal'] as const;
export type Method = (typeof methods)[number];

export const bankChoices: readonly BankChoice[] = ['pay', 'cancel', 'decline', 'pending', 'payAndLeave'];

/** `next` is what a shop would do next: it captures what is not captured, and else refunds. */
export const intents = ['next', 'capture', 'refund', 'cancel', 'reverse'] as const;
export type Intent = (typeof intents)[number];

export const customerAreaOperations = ['CAPTURE', 'REFUND', 'CANCELLATION', 'REVERSAL'] as const;
type CustomerAreaOperation = (typeof customerAreaOperations)[number];

export const troubles = [
  'lostAnswer',
  'lostAnswers',
  'unreachable',
  'serverError',
  'conflict',
  'refused',
  'killBefore',
  'killAfter',
] as const;
export type Trouble = (typeof troubles)[number];

/** Index of an instance; or both of them at the same time. */
export type Where = 0 | 1 | 'both';

/**
 * One thing that somebody does. Numbers choose among what there is when the step is played (`cart`, `attempt`, `payment`,
 * `request`: modulo how many there are), so that a step has a meaning in whatever steps are left out before it. `share` is a part
 * of an amount, from 0 to 1.
 */
export type Step =
  | { readonly does: 'pay'; cart: number; method: Method; isKeyed: boolean; where: Where }
  | { readonly does: 'repeatAttempt'; attempt: number; where: Where }
  | { readonly does: 'bank'; attempt: number; choice: BankChoice }
  | { readonly does: 'return'; attempt: number; where: Where }
  | {
      readonly does: 'intent';
      payment: number;
      intent: Intent;
      share: number;
      isKeyed: boolean;
      where: Where;
    }
  | { readonly does: 'repeatIntent'; request: number; where: Where }
  | {
      readonly does: 'customerArea';
      payment: number;
      operation: CustomerAreaOperation;
      share: number;
    }
  | { readonly does: 'declineNext'; operation: 'capture' | 'refund' | 'cancel' }
  | {
      readonly does: 'undo';
      payment: number;
      eventCode: 'CAPTURE_FAILED' | 'REFUND_FAILED' | 'REFUNDED_REVERSED';
    }
  | { readonly does: 'dispute'; payment: number }
  | { readonly does: 'expire'; payment: number }
  | { readonly does: 'adjust'; payment: number; share: number; where: Where }
  | { readonly does: 'changeCart'; cart: number; share: number }
  | {
      readonly does: 'webhooks';
      count: number;
      order: number;
      copies: number;
      where: Where;
      isBatch: boolean;
    }
  | { readonly does: 'openOrder'; cart: number; where: Where }
  | { readonly does: 'giftCard'; cart: number; share: number; isKeyed: boolean; where: Where }
  | { readonly does: 'payRest'; cart: number; method: Method; where: Where }
  | { readonly does: 'cancelOrder'; cart: number; where: Where }
  | { readonly does: 'unlink'; payment: number }
  | { readonly does: 'review'; where: Where }
  | { readonly does: 'wait'; minutes: number }
  | { readonly does: 'trouble'; with: 'adyen' | 'commercetools'; how: Trouble; call: number };

export type StepName = Step['does'];
export type StepOf<Name extends StepName> = Extract<Step, { does: Name }>;

/** A history before it is played. */
export interface History {
  readonly kind: string;
  readonly seed: number;
  /** Totals of the carts, in minor units. */
  readonly totals: readonly number[];
  readonly steps: readonly Step[];
}
