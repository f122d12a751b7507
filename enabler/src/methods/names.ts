import { catalogue } from '../method-catalogue/catalogue.ts';

export const { adyenTypeOf, checkoutTypeOf, componentTypes } = catalogue;
