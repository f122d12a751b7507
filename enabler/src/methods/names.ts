import { catalogue } from '../method-catalogue/catalogue.ts';

export const { adyenTypeOf, checkoutTypeOf, componentTypes, hasSubmit, isGiftCard, isSameMethod } = catalogue;
