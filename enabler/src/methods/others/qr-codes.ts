import { DuitNow, PayMe, PayNow, Pix, PromptPay } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Methods that show a QR code. */
export const elements: ElementClass[] = [DuitNow, PayMe, PayNow, Pix, PromptPay];
