import { ANCV, PayByBankPix, PayByBankUS, PayTo, UPI } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Methods that wait for the shopper's confirmation in an app. */
export const elements: ElementClass[] = [ANCV, PayByBankPix, PayByBankUS, PayTo, UPI];
