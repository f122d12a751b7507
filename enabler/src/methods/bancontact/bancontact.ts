import { Bancontact } from '@adyen/adyen-web';
import { observeCard } from '../card/observe-card.ts';
import type { Method } from '../method.ts';

/** Bancontact cards. */
export const method: Method = {
  Element: Bancontact,
  options: ({ state }) => ({ ...observeCard(state), onBrand: undefined }),
};
