import { Bancontact } from '@adyen/adyen-web';
import { observeCard } from './observe-card.ts';
import type { Method } from '../method.ts';

const brand = 'Bancontact';

/** Bancontact cards; many of them are of another brand, too. */
export const method: Method = {
  Element: Bancontact,
  state: { card: { brand } },
  options: ({ state }) => observeCard(state, brand),
};
