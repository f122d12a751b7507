import type { ByProjectKeyRequestBuilder, Cart, CustomObject, Payment } from '@commercetools/platform-sdk';
import { storedName } from '../ledger/transaction-fields.ts';
import type { CartWithPayments } from './carts.ts';
import { isConflict, isNotFound } from './errors.ts';
import { guarded } from './guarded.ts';

/** Which resources to look at: ordered by id, those after `after`, at most `limit`. */
export interface PageQuery {
  readonly after: string | undefined;
  readonly limit: number;
}

/** What a review reads. Every method throws Fault 502 or 503 when commercetools cannot be used. */
export interface ReviewQueries {
  /** Payments with an operation that has no end, untouched since `before`. */
  openPayments(query: PageQuery, before: Date): Promise<Payment[]>;
  /** Payments with an authorisation that succeeded, changed since the first date and untouched since the other. */
  authorisedPayments(query: PageQuery, since: Date, before: Date): Promise<Payment[]>;
  /** Payments that a person should look at, changed since then. */
  flaggedPayments(query: PageQuery, since: Date): Promise<Payment[]>;
  /** Carts with Payments that changed since then. */
  changedCarts(query: PageQuery, since: Date): Promise<CartWithPayments[]>;
  /** Those of a container, or of these only what the predicate names. */
  customObjects(query: PageQuery, container: string, predicate?: string): Promise<CustomObject[]>;
  /** Removes it, unless somebody changed it since it was read. */
  forget(object: CustomObject): Promise<void>;
}

const inOrder = { sort: 'id asc', withTotal: false };

const where = (after: string | undefined, ...predicates: string[]): string[] =>
  after === undefined ? predicates : [...predicates, `id > "${after}"`];

const paymentsOf = ({ paymentInfo }: Cart): Payment[] =>
  (paymentInfo?.payments ?? []).flatMap(({ obj }) => (obj ? [obj] : []));

export const createReviewQueries = (client: ByProjectKeyRequestBuilder): ReviewQueries => ({
  openPayments: ({ after, limit }, before) =>
    guarded(async () => {
      const open = 'transactions(state="Initial" or state="Pending")';
      const untouched = `lastModifiedAt < "${before.toISOString()}"`;
      const queryArgs = { ...inOrder, limit, where: where(after, open, untouched) };
      return (await client.payments().get({ queryArgs }).execute()).body.results;
    }),

  authorisedPayments: ({ after, limit }, since, before) =>
    guarded(async () => {
      const authorised = 'transactions(type="Authorization" and state="Success")';
      const changed = `lastModifiedAt > "${since.toISOString()}"`;
      const untouched = `lastModifiedAt < "${before.toISOString()}"`;
      const queryArgs = { ...inOrder, limit, where: where(after, authorised, changed, untouched) };
      return (await client.payments().get({ queryArgs }).execute()).body.results;
    }),

  flaggedPayments: ({ after, limit }, since) =>
    guarded(async () => {
      const flagged = `transactions(custom(fields(${storedName('flags')} is defined)))`;
      const changed = `lastModifiedAt > "${since.toISOString()}"`;
      const queryArgs = { ...inOrder, limit, where: where(after, flagged, changed) };
      return (await client.payments().get({ queryArgs }).execute()).body.results;
    }),

  changedCarts: ({ after, limit }, since) =>
    guarded(async () => {
      const changed = `lastModifiedAt > "${since.toISOString()}"`;
      const queryArgs = {
        ...inOrder,
        limit,
        where: where(after, 'paymentInfo is defined', changed),
        expand: ['paymentInfo.payments[*]'],
      };
      const { results } = (await client.carts().get({ queryArgs }).execute()).body;
      return results.map((cart) => ({ cart, payments: paymentsOf(cart) }));
    }),

  customObjects: ({ after, limit }, container, predicate) =>
    guarded(async () => {
      const predicates = predicate === undefined ? [] : [predicate];
      const queryArgs = { ...inOrder, limit, where: where(after, ...predicates) };
      return (await client.customObjects().withContainer({ container }).get({ queryArgs }).execute()).body
        .results;
    }),

  forget: ({ container, key, version }) =>
    guarded(async () => {
      try {
        const queryArgs = { version };
        await client.customObjects().withContainerAndKey({ container, key }).delete({ queryArgs }).execute();
      } catch (error) {
        if (!isConflict(error) && !isNotFound(error)) throw error;
      }
    }),
});
