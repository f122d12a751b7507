import type { Identity, Settings } from '../options.ts';
import { standardDelivery, tokenizationDelivery, type Delivery } from './delivery.ts';
import { Endpoint, type EndpointOptions } from './endpoint.ts';
import { applyInterventions, type Intervention } from './interventions.ts';
import type { NotificationItem, TokenizationEvent } from './item.ts';
import { arrange, type ReleaseOptions } from './release.ts';

/** What Adyen tells the merchant: keeps events for the endpoints that want them, and lets tests meddle with the post. */
export class Webhooks {
  /** The endpoints of the start options, which are there also while they have no URL. */
  readonly configured: Record<Delivery['kind'], Endpoint>;
  readonly #settings: Settings;
  #added: Endpoint[] = [];
  #log: Delivery[] = [];
  #held: Delivery[] = [];
  #holding: string[] | 'all' | undefined;
  #interventions: Intervention[] = [];

  constructor(
    identity: Identity,
    settings: Settings,
    urls: { standard: string | undefined; tokenization: string | undefined },
  ) {
    this.#settings = settings;
    const { hmacKey, tokenizationHmacKey, hmacKeysOfAccounts: keysOfAccounts } = identity;
    const { standard, tokenization } = urls;
    this.configured = {
      standard: new Endpoint(
        { id: 'standard', kind: 'standard', url: standard, hmacKey, keysOfAccounts },
        settings,
      ),
      tokenization: new Endpoint(
        {
          id: 'tokenization',
          kind: 'tokenization',
          url: tokenization,
          hmacKey: tokenizationHmacKey,
          keysOfAccounts,
        },
        settings,
      ),
    };
  }

  /** Another endpoint, as the Management API creates them. */
  addEndpoint(options: EndpointOptions): Endpoint {
    const endpoint = new Endpoint(options, this.#settings);
    this.#added.push(endpoint);
    return endpoint;
  }

  removeEndpoint(id: string): void {
    this.#added.find((endpoint) => endpoint.id === id)?.stop();
    this.#added = this.#added.filter((endpoint) => endpoint.id !== id);
  }

  /** Queues a standard webhook with this one item. */
  notify(item: NotificationItem): void {
    this.#post((id) => standardDelivery(id, [item], this.#due()));
  }

  /** Queues a tokenization webhook. */
  announce(event: TokenizationEvent): void {
    this.#post((id) => tokenizationDelivery(id, event, this.#due()));
  }

  /** From now on events stay here, all of them or those of the codes given, until `release`. */
  hold(eventCodes?: string[]): void {
    this.#holding = eventCodes ?? 'all';
  }

  /** Sends what is held, rearranged as asked, and holds no longer. Returns how many deliveries that are. */
  release(options: ReleaseOptions = {}): number {
    this.#holding = undefined;
    const held = this.#held.splice(0);
    const copies = Array.from({ length: options.copies ?? 0 }).flatMap(() =>
      held.map((delivery) => this.#record(this.#copyOf(delivery, 0))),
    );
    const deliveries = arrange([...held, ...copies], options, (items, endpoint) =>
      this.#record({ ...standardDelivery(this.#nextId, items, 0), ...(endpoint && { endpoint }) }),
    );
    for (const delivery of deliveries) {
      delivery.notBefore = 0;
      this.#send(delivery);
    }
    return deliveries.length;
  }

  intervene(intervention: Intervention): void {
    this.#interventions.push({ ...intervention });
  }

  /** Sends a delivery once more, whether it was acknowledged or not. */
  redeliver(id: number): boolean {
    const original = this.#log.find((delivery) => delivery.id === id);
    if (original) this.#send(this.#record(this.#copyOf(original, 0)));
    return original !== undefined;
  }

  deliveries(): Delivery[] {
    return [...this.#log];
  }

  async whenIdle(): Promise<void> {
    while (this.#endpoints.some(({ busy }) => busy)) {
      await Promise.all(this.#endpoints.map((endpoint) => endpoint.whenIdle()));
    }
  }

  clear(): void {
    for (const endpoint of this.#endpoints) endpoint.clear();
    this.#added = [];
    this.#log = [];
    this.#held = [];
    this.#holding = undefined;
    this.#interventions = [];
  }

  stop(): void {
    for (const endpoint of this.#endpoints) endpoint.stop();
  }

  get #endpoints(): Endpoint[] {
    return [...Object.values(this.configured), ...this.#added];
  }

  get #nextId(): number {
    return this.#log.length + 1;
  }

  #due(): number {
    return Date.now() + this.#settings.webhookDelayMs;
  }

  #record(delivery: Delivery): Delivery {
    this.#log.push(delivery);
    return delivery;
  }

  #post(make: (id: number) => Delivery): void {
    const { kind, eventCode } = make(0);
    const takers = this.#endpoints.filter((endpoint) => endpoint.takes(kind, eventCode));
    if (takers.length === 0) this.#record(make(this.#nextId)).state = 'noEndpoint';
    for (const { id } of takers) this.#accept({ ...make(this.#nextId), endpoint: id });
  }

  #accept(delivery: Delivery): void {
    const { copies, dropped } = applyInterventions(this.#interventions, delivery);
    this.#record(delivery);
    if (dropped) {
      delivery.state = 'dropped';
      return;
    }
    this.#sendOrHold(delivery);
    for (let copy = 0; copy < copies; copy += 1) {
      this.#sendOrHold(this.#record(this.#copyOf(delivery, delivery.notBefore)));
    }
  }

  #sendOrHold(delivery: Delivery): void {
    if (this.#holding === 'all' || this.#holding?.includes(delivery.eventCode)) {
      delivery.state = 'held';
      this.#held.push(delivery);
    } else {
      this.#send(delivery);
    }
  }

  #send(delivery: Delivery): void {
    const endpoint = this.#endpoints.find(({ id }) => id === delivery.endpoint);
    if (endpoint?.url === undefined) delivery.state = 'noEndpoint';
    else endpoint.add(delivery);
  }

  #copyOf(delivery: Delivery, notBefore: number): Delivery {
    return { ...delivery, id: this.#nextId, attempts: [], state: 'waiting', notBefore };
  }
}
