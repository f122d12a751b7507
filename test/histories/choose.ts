import type { Payment } from '../sandbox/adyen/books.ts';
import type { Scene } from './scene.ts';

/** One of what there is. */
export const chosen = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items.length === 0 ? undefined : items[index % items.length];

/** The payments that Adyen knows, oldest first. */
export const atAdyen = ({ world }: Scene): Payment[] => world.adyen.control.payments();

/** Whether Adyen has ended the gift card order that a payment is a part of. */
export const isOfClosedOrder = ({ world }: Scene, { orderPspReference }: Payment): boolean =>
  world.adyen.control
    .orders()
    .some(({ pspReference, state }) => pspReference === orderPspReference && state === 'cancelled');
