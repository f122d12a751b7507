import { catalogue } from '../method-catalogue/catalogue.ts';

export const { hasSubmit, isGiftCard, isRedirecting, isSameMethod } = catalogue;
