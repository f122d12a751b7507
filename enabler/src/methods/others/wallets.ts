import { AmazonPay, CashAppPay } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Wallets with scripts of their own. */
export const elements: ElementClass[] = [AmazonPay, CashAppPay];
