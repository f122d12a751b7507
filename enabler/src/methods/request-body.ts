import { catalogue, type Catalogue } from '../method-catalogue/catalogue.ts';
import { corrections } from '../method-catalogue/corrections.ts';
import type { PaymentData } from '../method-catalogue/row.ts';

/** What is sent for a method: adyen-web's data, in the form of Adyen's Checkout API. */
export function requestBody(data: PaymentData, { facts }: Catalogue = catalogue): PaymentData {
  const { correction } = facts(data.paymentMethod.type);
  return correction ? corrections[correction](data) : data;
}
