import { catalogue } from '../method-catalogue/catalogue.ts';

export const { isRedirecting } = catalogue;
