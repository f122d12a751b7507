import { captureAfterDelay, type Balance, type Payment } from '../books.ts';
import { refusedByBank } from '../cards.ts';
import type { Idempotency, Violation } from '../checkout/idempotency.ts';
import { isSettled, settle } from '../checkout/settle.ts';
import type { FaultRule, Faults } from '../faults.ts';
import type { ForcedOutcome } from '../forced-outcomes.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import type { WebhookManagement } from '../management/webhooks.ts';
import type { Amount } from '../money.ts';
import type { Settings } from '../options.ts';
import { retry } from '../rescue.ts';
import type { Order } from '../orders.ts';
import type { Token } from '../tokens.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import { tokenUpdated } from '../webhooks/events.ts';
import type { Intervention } from '../webhooks/interventions.ts';
import type { NotificationItem, TokenizationEvent } from '../webhooks/item.ts';
import type { ReleaseOptions } from '../webhooks/release.ts';
import type { InvalidRequestEntry, World } from '../world.ts';
import { sendEvent, type EventOrder } from './send-event.ts';

/** How tests and the demo look into the embedded Adyen and meddle with it. All of it also answers over HTTP. */
export interface Control {
  /** Payments, oldest first; of one merchant reference if it is given. */
  payments: (merchantReference?: string) => Payment[];
  /** By pspReference, or the last one of a merchant reference. */
  payment: (reference: string) => Payment | undefined;
  /** Sums per merchant reference, in minor units. */
  books: () => Balance[];
  tokens: () => Token[];
  /** A token that no webhook announces: of the merchant's earlier integration, or from an import. */
  putToken: (token: Pick<Token, 'id' | 'shopperReference'> & Partial<Token>) => void;
  /** A token is gone without a webhook. */
  dropToken: (id: string) => void;
  orders: () => Order[];
  /** What no well-behaved client does, e.g. an idempotency key with another body. */
  violations: () => Violation[];
  /** Requests that were not as Adyen's API describes them, since the start. */
  invalidRequests: () => InvalidRequestEntry[];
  /** Requests, oldest first; `path` is a regular expression. */
  journal: (path?: string) => JournalEntry[];
  connectionsOpened: () => number;
  /** Something goes wrong with the next matching request. */
  fault: (rule: FaultRule) => void;
  /** The next matching operation comes to this. */
  outcome: (outcome: ForcedOutcome) => void;
  settings: (changes: Partial<Settings>) => Settings;
  setNotificationUrl: (url: string | undefined) => void;
  setTokenizationNotificationUrl: (url: string | undefined) => void;
  /** The shopper confirms, or pays, what waits for her: a voucher, a transfer, BLIK. */
  approve: (reference: string) => boolean;
  decline: (reference: string) => boolean;
  /** The capture delay of a payment is over; no event says so. False where nothing was left to be captured. */
  endCaptureDelay: (reference: string) => boolean;
  /** The next try of a refused charge that is rescued; the last one ends the rescue. False where none is to come. */
  retry: (reference: string) => boolean;
  sendEvent: (order: EventOrder) => NotificationItem;
  sendTokenization: (event: TokenizationEvent) => void;
  /** A card's data were renewed by its network: `recurring.token.updated`. */
  updateToken: (id: string, expiry: { expiryMonth: string; expiryYear: string }) => boolean;
  setGiftCard: (number: string, balance: Amount) => void;
  holdWebhooks: (eventCodes?: string[]) => void;
  /** Returns how many deliveries are on their way. */
  releaseWebhooks: (options?: ReleaseOptions) => number;
  /** Drops, multiplies, delays, edits or spoils the next matching webhooks. */
  intervene: (intervention: Intervention) => void;
  redeliver: (id: number) => boolean;
  deliveries: () => Delivery[];
  /** Resolves when no webhook waits or is on its way (held ones do not count). Rejects after `timeoutMs`. */
  whenIdle: (timeoutMs?: number) => Promise<void>;
  /** Forgets payments, webhooks, faults and the journal; settings are as at first. */
  reset: () => void;
}

export interface Machinery {
  world: World;
  faults: Faults;
  journal: Journal;
  idempotency: Idempotency;
  management: WebhookManagement;
  connectionsOpened: () => number;
}

const deadline = async (work: Promise<void>, timeoutMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Webhooks were not idle within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const completed = (
  { identity }: World,
  token: Pick<Token, 'id' | 'shopperReference'> & Partial<Token>,
): Token => ({
  merchantAccount: identity.merchantAccount,
  type: 'scheme',
  brand: 'visa',
  lastFour: '1111',
  expiryMonth: '03',
  expiryYear: '2030',
  secret: '4111111111111111',
  firstPspReference: token.id,
  createdAt: new Date().toISOString(),
  ...token,
});

export const createControl = (machinery: Machinery): Control => {
  const { world, faults, journal, idempotency, management, connectionsOpened } = machinery;
  const find = (reference: string): Payment | undefined =>
    world.books.get(reference) ?? world.books.byReference(reference).at(-1);
  const decide = (reference: string, decision: Parameters<typeof settle>[2]): boolean => {
    const payment = find(reference);
    if (!payment || isSettled(payment)) return false;
    settle(world, payment, decision);
    return true;
  };
  return {
    payments: (reference) =>
      reference === undefined ? world.books.all() : world.books.byReference(reference),
    payment: find,
    books: () => world.books.balances(),
    tokens: () => world.tokens.all(),
    putToken: (token) => world.tokens.put(completed(world, token)),
    dropToken: (id) => world.tokens.remove(id),
    orders: () => world.orders.all(),
    violations: () => [...idempotency.violations],
    invalidRequests: () => [...world.invalidRequests],
    journal: (path) => journal.entries(path),
    connectionsOpened,
    fault: (rule) => faults.add(rule),
    outcome: (outcome) => world.forced.add(outcome),
    settings: (changes) => Object.assign(world.settings, changes),
    setNotificationUrl: (url) => {
      world.webhooks.configured.standard.url = url;
    },
    setTokenizationNotificationUrl: (url) => {
      world.webhooks.configured.tokenization.url = url;
    },
    approve: (reference) => decide(reference, { kind: 'authorised' }),
    decline: (reference) => decide(reference, refusedByBank),
    endCaptureDelay: (reference) => {
      const payment = find(reference);
      return payment !== undefined && captureAfterDelay(payment);
    },
    retry: (reference) => retry(world, find(reference)),
    sendEvent: (order) => sendEvent(world, order),
    sendTokenization: (event) => world.webhooks.announce(event),
    updateToken: (id, expiry) => {
      const token = world.tokens.all().find((candidate) => candidate.id === id);
      if (!token) return false;
      world.webhooks.announce(tokenUpdated(Object.assign(token, expiry)));
      return true;
    },
    setGiftCard: (number, balance) => world.giftCards.set(number, balance),
    holdWebhooks: (eventCodes) => world.webhooks.hold(eventCodes),
    releaseWebhooks: (options) => world.webhooks.release(options),
    intervene: (intervention) => world.webhooks.intervene(intervention),
    redeliver: (id) => world.webhooks.redeliver(id),
    deliveries: () => world.webhooks.deliveries(),
    whenIdle: (timeoutMs = 20_000) => deadline(world.webhooks.whenIdle(), timeoutMs),
    reset: () => {
      world.reset();
      faults.clear();
      journal.clear();
      idempotency.clear();
      management.clear();
    },
  };
};
