import type { Identity, Settings } from '../options.ts';
import { standardDelivery, tokenizationDelivery, type Delivery } from './delivery.ts';
import { Endpoint, type Letter } from './endpoint.ts';
import { applyInterventions, type Intervention } from './interventions.ts';
import type { NotificationItem, TokenizationEvent } from './item.ts';
import { arrange, type ReleaseOptions } from './release.ts';
import { signature, signed } from './sign.ts';

/** What Adyen tells the merchant: signs events, keeps them for the endpoints, and lets tests meddle with the post. */
export class Webhooks {
  readonly endpoints: Record<Delivery['kind'], Endpoint>;
  readonly #identity: Identity;
  readonly #settings: Settings;
  #log: Delivery[] = [];
  #held: Delivery[] = [];
  #holding: string[] | 'all' | undefined;
  #interventions: Intervention[] = [];

  constructor(
    identity: Identity,
    settings: Settings,
    urls: { standard: string | undefined; tokenization: string | undefined },
  ) {
    this.#identity = identity;
    this.#settings = settings;
    const write = (delivery: Delivery) => this.#write(delivery);
    this.endpoints = {
      standard: new Endpoint(urls.standard, settings, write),
      tokenization: new Endpoint(urls.tokenization, settings, write),
    };
  }

  /** Queues a standard webhook with this one item. */
  notify(item: NotificationItem): void {
    this.#post(standardDelivery(this.#log.length + 1, [item], this.#due()));
  }

  /** Queues a tokenization webhook. */
  announce(event: TokenizationEvent): void {
    this.#post(tokenizationDelivery(this.#log.length + 1, event, this.#due()));
  }

  /** From now on events stay here, all of them or those of the codes given, until `release`. */
  hold(eventCodes?: string[]): void {
    this.#holding = eventCodes ?? 'all';
  }

  /** Sends what is held, rearranged as asked, and holds no longer. */
  release(options: ReleaseOptions = {}): number {
    this.#holding = undefined;
    const held = this.#held.splice(0);
    const copies = Array.from({ length: options.copies ?? 0 }).flatMap(() =>
      held.map((delivery) => this.#record(this.#copyOf(delivery, 0))),
    );
    const deliveries = arrange([...held, ...copies], options, (items) =>
      this.#record(standardDelivery(this.#log.length + 1, items, 0)),
    );
    for (const delivery of deliveries) {
      delivery.notBefore = 0;
      this.endpoints[delivery.kind].add(delivery);
    }
    return deliveries.length;
  }

  intervene(intervention: Intervention): void {
    this.#interventions.push({ ...intervention });
  }

  /** Sends a delivery once more, whether it was acknowledged or not. */
  redeliver(id: number): boolean {
    const original = this.#log.find((delivery) => delivery.id === id);
    if (original) this.#enqueue(this.#copyOf(original, 0));
    return original !== undefined;
  }

  deliveries(): Delivery[] {
    return [...this.#log];
  }

  async whenIdle(): Promise<void> {
    while (Object.values(this.endpoints).some(({ busy }) => busy)) {
      await Promise.all(Object.values(this.endpoints).map((endpoint) => endpoint.whenIdle()));
    }
  }

  clear(): void {
    this.#log = [];
    this.#held = [];
    this.#holding = undefined;
    this.#interventions = [];
    for (const endpoint of Object.values(this.endpoints)) endpoint.clear();
  }

  stop(): void {
    for (const endpoint of Object.values(this.endpoints)) endpoint.stop();
  }

  #due(): number {
    return Date.now() + this.#settings.webhookDelayMs;
  }

  #post(delivery: Delivery): void {
    const { copies, dropped } = applyInterventions(this.#interventions, delivery);
    if (dropped) {
      this.#record(delivery).state = 'dropped';
      return;
    }
    this.#enqueue(delivery);
    for (let copy = 0; copy < copies; copy += 1) this.#enqueue(this.#copyOf(delivery, delivery.notBefore));
  }

  #record(delivery: Delivery): Delivery {
    this.#log.push(delivery);
    return delivery;
  }

  #enqueue(delivery: Delivery): void {
    this.#record(delivery);
    if (this.#holding === 'all' || this.#holding?.includes(delivery.eventCode)) {
      delivery.state = 'held';
      this.#held.push(delivery);
    } else {
      this.endpoints[delivery.kind].add(delivery);
    }
  }

  #copyOf(delivery: Delivery, notBefore: number): Delivery {
    return { ...delivery, id: this.#log.length + 1, attempts: [], state: 'waiting', notBefore };
  }

  #write(delivery: Delivery): Letter {
    if (delivery.event) {
      const body = JSON.stringify(delivery.event);
      const value = signature(body, this.#identity.tokenizationHmacKey);
      return { body, headers: { hmacsignature: delivery.tampered ? spoilt(value) : value, protocol: 'HmacSHA256' } };
    }
    const items = delivery.items.map((item) => {
      const complete = signed(item, this.#identity.hmacKey);
      if (delivery.tampered) {
        complete.additionalData['hmacSignature'] = spoilt(complete.additionalData['hmacSignature'] ?? '');
      }
      return { NotificationRequestItem: complete };
    });
    return { body: JSON.stringify({ live: 'false', notificationItems: items }), headers: {} };
  }
}

const spoilt = (value: string): string => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;
