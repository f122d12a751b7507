import type { CustomObject } from '@commercetools/platform-sdk';
import type { ReviewQueries } from '../commercetools/review-queries.ts';
import { otherOrigin } from '../config/own-events.ts';
import type { PspReference } from '../identifiers.ts';
import { errorType } from '../observability/spans.ts';
import { applyTokenEvent } from '../stored-methods/apply-token-event.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { applyBatch } from './apply-batch.ts';
import { readStoredEvent, type StoredEvent } from './stored-event.ts';

export type ReplayDependencies = PaymentDependencies & { readonly reviewQueries: ReviewQueries };

/** What became of an event that was set aside. */
export interface Replayed {
  readonly eventCode: string;
  readonly pspReference: PspReference;
  readonly paymentId?: string | undefined;
  /** Why it is still set aside: an error's code. */
  readonly reason?: string | undefined;
}

/**
 * Applies an event that was set aside, exactly as a delivery would, and removes it once it is stored. What another deployment
 * has set aside waits for that one, and for the merchant account to be configured again.
 * @returns `undefined` for another deployment's
 */
export const replayEvent = async (
  deps: ReplayDependencies,
  object: CustomObject,
  event: StoredEvent,
): Promise<Replayed | undefined> => {
  const isForeign = otherOrigin(deps.config, 'notification' in event ? event.notification : event.tokenEvent);
  if (isForeign !== undefined) return undefined;
  const named = nameOf(event);
  try {
    const { reason, paymentId } = await apply(deps, event);
    if (reason === undefined) await deps.reviewQueries.forget(object);
    return { ...named, paymentId, reason };
  } catch (error) {
    return { ...named, reason: errorType(error) };
  }
};

/** The event of a custom object. @returns `undefined` where it is not readable */
export const eventIn = (object: CustomObject): StoredEvent | undefined => readStoredEvent(object.value);

const nameOf = (event: StoredEvent): Pick<Replayed, 'eventCode' | 'pspReference'> =>
  'notification' in event
    ? { eventCode: event.notification.eventCode, pspReference: event.notification.pspReference }
    : { eventCode: `recurring.token.${event.tokenEvent.kind}`, pspReference: event.tokenEvent.eventId };

const apply = async (
  deps: PaymentDependencies,
  event: StoredEvent,
): Promise<Pick<Replayed, 'paymentId' | 'reason'>> => {
  if ('tokenEvent' in event) {
    await applyTokenEvent(deps, event.tokenEvent);
    return {};
  }
  // It was this connector's when it was set aside, whatever can be found of its Payment now.
  const { unstored, failures, paymentIds } = await applyBatch(deps, [event.notification], () => true);
  const [failure] = failures;
  if (failure) throw failure;
  const [reason] = unstored.values();
  return { reason, paymentId: paymentIds.length === 1 ? paymentIds[0] : undefined };
};
