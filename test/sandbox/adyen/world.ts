import { Books } from './books.ts';
import { Continuations } from './continuations.ts';
import { ForcedOutcomes } from './forced-outcomes.ts';
import { GiftCards } from './gift-cards.ts';
import { defaultSettings, identityFrom, type AdyenOptions, type Identity, type Settings } from './options.ts';
import { Orders } from './orders.ts';
import { Tokens } from './tokens.ts';
import { Webhooks } from './webhooks/webhooks.ts';

export interface InvalidRequestEntry {
  readonly path: string;
  readonly message: string;
}

/** All that the embedded Adyen knows. */
export interface World {
  readonly identity: Identity;
  readonly settings: Settings;
  readonly books: Books;
  readonly tokens: Tokens;
  readonly orders: Orders;
  readonly giftCards: GiftCards;
  readonly continuations: Continuations;
  readonly forced: ForcedOutcomes;
  readonly webhooks: Webhooks;
  /** Requests that were not as Adyen's API describes them; a reset does not forget them. */
  readonly invalidRequests: InvalidRequestEntry[];
  /** Where shoppers' browsers reach it; known once it listens. */
  origin: string;
  /** Does something later, unless the world is reset or stopped before. */
  later: (ms: number, action: () => void) => void;
  /** Forgets all but identity, settings and endpoints. */
  reset: () => void;
  stop: () => void;
}

export const createWorld = (options: AdyenOptions): World => {
  const identity = identityFrom(options);
  const settings = { ...defaultSettings };
  const timers = new Set<NodeJS.Timeout>();
  const webhooks = new Webhooks(identity, settings, {
    standard: options.notificationUrl,
    tokenization: options.tokenizationNotificationUrl,
  });
  const forgetful = {
    books: new Books(),
    tokens: new Tokens(),
    orders: new Orders(),
    giftCards: new GiftCards(),
    continuations: new Continuations(),
    forced: new ForcedOutcomes(),
    webhooks,
  };
  const reset = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const part of Object.values(forgetful)) part.clear();
    Object.assign(settings, defaultSettings);
  };
  return {
    identity,
    settings,
    ...forgetful,
    invalidRequests: [],
    origin: '',
    later: (ms, action) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        action();
      }, ms);
      timers.add(timer);
    },
    reset,
    stop: () => {
      reset();
      webhooks.stop();
    },
  };
};
