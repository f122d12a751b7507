import type { NotificationItem } from '../sandbox/adyen/index.ts';
import { envelope, signedItem } from '../integration/webhook.ts';
import { send } from '../faults/lane.ts';
import type { World } from './world.ts';

/** Adyen's webhooks of one history: what is to be delivered, and what was acknowledged. */
export class Webhooks {
  readonly #world: World;
  readonly #acknowledged = new Set<number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** All items so far, oldest first, with the number of their delivery. */
  get all(): { id: number; item: NotificationItem }[] {
    return this.#world.adyen.control
      .deliveries()
      .flatMap(({ id, items }) => items.map((item) => ({ id, item })));
  }

  get pending(): { id: number; item: NotificationItem }[] {
    return this.all.filter(({ id }) => !this.#acknowledged.has(id));
  }

  /** Delivers one batch. @returns whether it was acknowledged */
  async deliver(batch: readonly { id: number; item: NotificationItem }[], url: string): Promise<boolean> {
    const { hmacKey } = this.#world.adyen;
    const body = envelope(batch.map(({ item }) => signedItem(item, hmacKey)));
    const { status } = await send(`${url}/notifications`, { body });
    if (status === 200) for (const { id } of batch) this.#acknowledged.add(id);
    return status === 200;
  }
}
