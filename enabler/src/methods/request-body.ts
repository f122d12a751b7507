import { catalogue } from '../method-catalogue/catalogue.ts';

export const { requestBody } = catalogue;
