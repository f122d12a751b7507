import { BankTransfer, Boleto, Doku, Dragonpay, Oxxo } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Methods that end with a voucher or with a bank's details. */
export const elements: ElementClass[] = [BankTransfer, Boleto, Doku, Dragonpay, Oxxo];
