import { offered } from '../catalogue.ts';
import type { Method } from '../methods.ts';
import type { Token } from '../tokens.ts';
import { check } from '../validation/check.ts';
import { paymentMethodsRequest } from '../validation/requests.ts';
import type { World } from '../world.ts';
import { checkMerchantAccount } from './accept.ts';

const methodView = ({ type, name, brands, issuers, configuration }: Method): Record<string, unknown> => ({
  type,
  name,
  ...(brands && type === 'giftcard' ? { brand: brands[0] } : brands && { brands }),
  ...(issuers && { issuers }),
  ...(configuration && { configuration }),
});

const NAMES: Record<string, string> = { visa: 'VISA', mc: 'MasterCard', amex: 'American Express' };

const tokenView = (token: Token): Record<string, unknown> => ({
  id: token.id,
  type: token.type,
  name: NAMES[token.brand ?? ''] ?? token.brand ?? token.type,
  ...(token.brand && { brand: token.brand }),
  ...(token.lastFour && token.type === 'scheme' && { lastFour: token.lastFour }),
  ...(token.expiryMonth && { expiryMonth: token.expiryMonth, expiryYear: token.expiryYear }),
  ...(token.holderName && { [token.iban ? 'ownerName' : 'holderName']: token.holderName }),
  ...(token.iban && { iban: token.iban, label: token.iban }),
  supportedRecurringProcessingModels: ['CardOnFile', 'Subscription', 'UnscheduledCardOnFile'],
  supportedShopperInteractions: ['Ecommerce', 'ContAuth'],
});

/** `POST /paymentMethods`. */
export const listPaymentMethods = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(paymentMethodsRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  const methods = offered({
    countryCode: request.countryCode,
    currency: request.amount?.currency,
    allowed: request.allowedPaymentMethods,
    blocked: request.blockedPaymentMethods,
  });
  const types = new Set(methods.map(({ type }) => type));
  const tokens = request.shopperReference === undefined ? [] : world.tokens.of(request);
  const stored = tokens.filter(({ type }) => types.has(type));
  return {
    paymentMethods: methods.map(methodView),
    ...(stored.length > 0 && { storedPaymentMethods: stored.map(tokenView) }),
  };
};
