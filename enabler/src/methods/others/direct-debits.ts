import { Ach, BacsDirectDebit, PreAuthorizedDebitCanada } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Direct debits other than SEPA. */
export const elements: ElementClass[] = [Ach, BacsDirectDebit, PreAuthorizedDebitCanada];
