import { observeCard } from './observe-card.ts';
import type { MethodCode } from '../method.ts';

const brand = 'Bancontact';

/** Bancontact cards; many of them are of another brand, too. */
export const method: MethodCode = {
  state: { card: { brand } },
  options: ({ state }) => observeCard(state, brand),
};
