import { Multibanco } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Payment at Portuguese cash machines, with a voucher. */
export const method: Method = { Element: Multibanco };
