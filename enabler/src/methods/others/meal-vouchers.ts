import { MealVoucherFR } from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** French meal vouchers. */
export const elements: ElementClass[] = [MealVoucherFR];
