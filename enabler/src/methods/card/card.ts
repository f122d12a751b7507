import { Card } from '@adyen/adyen-web';
import type { Method } from '../method.ts';
import { observeCard } from './observe-card.ts';

/** Cards of all brands. */
export const method: Method = {
  Element: Card,
  state: { card: {} },
  options: ({ state }) => observeCard(state),
};
