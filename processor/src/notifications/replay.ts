import type { CustomObject, Payment } from '@commercetools/platform-sdk';
import type { PaymentId } from '../identifiers.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { AT_ONCE } from './batch.ts';
import { inParallel } from './in-parallel.ts';
import { eventIn, replayEvent, type Replayed, type ReplayDependencies } from './replay-event.ts';
import { SET_ASIDE_CONTAINER } from './set-aside.ts';
import type { StoredEvent } from './stored-event.ts';

/** Which events to replay. */
export interface ReplayQuery {
  readonly paymentId?: PaymentId | undefined;
  /** Those that were delivered at or after this time. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly limit: number;
  /** The custom object's id after which to go on. */
  readonly after?: string | undefined;
}

export interface ReplayPage {
  readonly applied: readonly Replayed[];
  readonly remaining: readonly Replayed[];
  /** Absent when all were tried. */
  readonly next: string | undefined;
}

interface Entry {
  readonly object: CustomObject;
  readonly event: StoredEvent;
}

/** The most that commercetools returns of a query. */
const OBJECTS = 500;

/**
 * Applies what was set aside again: at most `limit` events.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const replay = async (deps: ReplayDependencies, query: ReplayQuery): Promise<ReplayPage> => {
  const { entries, next } = await find(deps, query);
  const replayed: Replayed[] = [];
  await inParallel(entries, AT_ONCE, async ({ object, event }) => {
    const result = await replayEvent(deps, object, event);
    if (result) replayed.push(result);
  });
  return {
    applied: replayed.filter(({ reason }) => reason === undefined),
    remaining: replayed.filter(({ reason }) => reason !== undefined),
    next,
  };
};

const find = async (
  deps: ReplayDependencies,
  query: ReplayQuery,
): Promise<{ entries: Entry[]; next: string | undefined }> => {
  const names = query.paymentId && (await namesOf(deps, query.paymentId));
  const entries: Entry[] = [];
  for (let after = query.after; ;) {
    const objects = await deps.reviewQueries.customObjects({ after, limit: OBJECTS }, SET_ASIDE_CONTAINER);
    for (const object of objects) {
      const event = wantedEvent(object, query, names);
      if (event && entries.length === query.limit) return { entries, next: after };
      after = object.id;
      if (event) entries.push({ object, event });
    }
    if (objects.length < OBJECTS) return { entries, next: undefined };
  }
};

const wantedEvent = (
  object: CustomObject,
  query: ReplayQuery,
  names: ReadonlySet<string> | undefined,
): StoredEvent | undefined => {
  const event = isOfTime(object, query) ? eventIn(object) : undefined;
  return event && (!names || isNamed(event, names)) ? event : undefined;
};

/** Whether a delivery of the event was within the time. */
const isOfTime = ({ createdAt, lastModifiedAt }: CustomObject, { from, to }: ReplayQuery): boolean =>
  (!from || Date.parse(lastModifiedAt) >= from.getTime()) && (!to || Date.parse(createdAt) <= to.getTime());

/** Everything by which an event may name a Payment. */
const namesOf = async ({ payments }: ReplayDependencies, paymentId: PaymentId): Promise<Set<string>> => {
  const payment = await payments.get(paymentId);
  return new Set<string>([paymentId, ...(payment ? referencesOf(payment) : [])]);
};

const referencesOf = (payment: Payment): string[] =>
  [
    payment.interfaceId,
    ...viewsOf(payment).flatMap(({ id, interactionId, fields }) => [id, interactionId, fields.order]),
  ].filter((name) => name !== undefined);

const isNamed = (event: StoredEvent, names: ReadonlySet<string>): boolean => {
  if ('tokenEvent' in event) return names.has(event.tokenEvent.eventId);
  const { merchantReference, pspReference, originalReference = '', additionalData } = event.notification;
  return [merchantReference, pspReference, originalReference, ...Object.values(additionalData)].some((name) =>
    names.has(name),
  );
};
