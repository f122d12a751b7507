import { SepaDirectDebit } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** SEPA direct debit: name and IBAN. */
export const method: Method = { Element: SepaDirectDebit };
