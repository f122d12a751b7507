import type { MethodCode } from '../method.ts';
import { observeCard } from './observe-card.ts';

/** Cards of all brands. */
export const method: MethodCode = {
  state: { card: {} },
  options: ({ state }) => observeCard(state),
};
