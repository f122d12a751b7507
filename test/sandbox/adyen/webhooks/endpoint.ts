import type { Settings } from '../options.ts';
import type { Delivery } from './delivery.ts';
import { letterFor } from './letter.ts';

export interface EndpointOptions {
  id: string;
  kind: Delivery['kind'];
  url: string | undefined;
  hmacKey: string | undefined;
  /** Keys of merchant accounts that have their own. */
  keysOfAccounts?: Readonly<Record<string, string>>;
}

/**
 * The queue of one webhook endpoint. Deliveries go out in order, a few at a time; one that is not acknowledged is
 * repeated with growing pauses until it is, and meanwhile the rest of the queue waits, as at Adyen.
 */
export class Endpoint {
  readonly id: string;
  readonly kind: Delivery['kind'];
  url: string | undefined;
  /** Hexadecimal; undefined: what is sent here is not signed. */
  hmacKey: string | undefined;
  readonly #keysOfAccounts: Readonly<Record<string, string>>;
  active = true;
  /** Absent or empty: all events. */
  eventCodes: string[] = [];
  #queue: Delivery[] = [];
  #inFlight = 0;
  #stalled: Delivery | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #idle: (() => void)[] = [];
  readonly #settings: Settings;

  constructor(options: EndpointOptions, settings: Settings) {
    this.id = options.id;
    this.kind = options.kind;
    this.url = options.url;
    this.hmacKey = options.hmacKey;
    this.#keysOfAccounts = options.keysOfAccounts ?? {};
    this.#settings = settings;
  }

  /** Whether an event of this kind and code is sent here. */
  takes(kind: Delivery['kind'], eventCode: string): boolean {
    const wanted = this.eventCodes.length === 0 || this.eventCodes.includes(eventCode);
    return this.active && this.url !== undefined && this.kind === kind && wanted;
  }

  add(delivery: Delivery): void {
    delivery.state = 'waiting';
    this.#queue.push(delivery);
    this.#pump();
  }

  get busy(): boolean {
    return this.#queue.length > 0 || this.#inFlight > 0;
  }

  /** Resolves when nothing waits and nothing is on its way. */
  whenIdle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  clear(): void {
    this.#queue = [];
    this.#stalled = undefined;
    clearTimeout(this.#timer);
    this.#settleIdle();
  }

  stop(): void {
    this.#stopped = true;
    this.clear();
  }

  #settleIdle(): void {
    if (this.busy) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const now = Date.now();
    const limit = this.#stalled ? 1 : this.#settings.webhookConcurrency;
    while (this.#inFlight < limit) {
      const next = this.#stalled ?? this.#queue[0];
      if (!next) return;
      if (next.notBefore > now) {
        this.#timer = setTimeout(() => this.#pump(), next.notBefore - now);
        return;
      }
      this.#queue = this.#queue.filter((delivery) => delivery !== next);
      void this.#send(next);
    }
  }

  async #send(delivery: Delivery): Promise<void> {
    this.#inFlight += 1;
    delivery.state = 'sending';
    const acknowledged = await this.#attempt(delivery);
    this.#inFlight -= 1;
    if (acknowledged) {
      delivery.state = 'acknowledged';
      if (this.#stalled === delivery) this.#stalled = undefined;
    } else if (!this.#stopped) {
      delivery.state = 'waiting';
      const pause = this.#settings.webhookRetryMs * 2 ** Math.min(delivery.attempts.length - 1, 10);
      delivery.notBefore = Date.now() + Math.min(pause, this.#settings.webhookRetryMaxMs);
      this.#stalled ??= delivery;
      this.#queue.unshift(delivery);
    }
    this.#pump();
    this.#settleIdle();
  }

  async #attempt(delivery: Delivery): Promise<boolean> {
    const started = Date.now();
    const at = new Date(started).toISOString();
    try {
      const { body, headers } = letterFor(
        delivery,
        (account) => this.#keysOfAccounts[account] ?? this.hmacKey,
      );
      delivery.body = body;
      const response = await fetch(this.url ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Adyen HttpClient 1.0',
          ...headers,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#settings.webhookTimeoutMs),
      });
      const answer = (await response.text()).slice(0, 500);
      delivery.attempts.push({ at, ms: Date.now() - started, status: response.status, answer });
      return response.ok;
    } catch (error) {
      delivery.attempts.push({ at, ms: Date.now() - started, error: String(error) });
      return false;
    }
  }
}
