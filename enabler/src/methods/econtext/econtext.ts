import { Econtext } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Payment in Japanese shops and at machines, with a voucher. */
export const method: Method = {
  Element: Econtext,
  options: ({ type }) => ({ type }),
};
