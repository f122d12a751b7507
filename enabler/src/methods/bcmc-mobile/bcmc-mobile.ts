import { BcmcMobile } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** The shopper scans a QR code while the page waits. */
export const method: Method = { Element: BcmcMobile };
