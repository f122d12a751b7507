import { Vipps } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** A redirect with adyen-web's own words for it. */
export const method: Method = { Element: Vipps };
