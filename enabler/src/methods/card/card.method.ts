import type { MethodCode } from '../method.ts';
import { observeCard } from './observe-card.ts';

/**
 * Cards of all brands. The holder's name is asked for, which Visa wants for 3-D Secure, unless the merchant configures
 * otherwise.
 */
export const method: MethodCode = {
  state: { card: {} },
  options: ({ state }) => ({ hasHolderName: true, holderNameRequired: true, ...observeCard(state) }),
};
