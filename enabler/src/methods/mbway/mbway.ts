import { MBWay } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** The shopper confirms in an app while the page waits. */
export const method: Method = { Element: MBWay };
