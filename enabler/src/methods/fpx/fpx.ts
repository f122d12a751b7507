import { MolPayEBankingMY } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** The shopper chooses a bank where Adyen lists them, and pays on its page. */
export const method: Method = { Element: MolPayEBankingMY };
