import { Giftcard } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Gift cards; what they leave of the amount is paid with another method (`dropin/gift-cards.ts`). */
export const method: Method = { Element: Giftcard };
