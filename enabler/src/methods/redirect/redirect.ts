import { Redirect } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Every method that adyen-web has no form for: the shopper pays on another page. */
export const method: Method = { Element: Redirect, options: ({ type }) => ({ type }) };
