import { AdyenError, contractNotFound, unprocessable } from '../errors.ts';
import type { Exchange } from '../http/exchange.ts';
import { newReference } from '../references.ts';
import { shownDetails, type Token, type TokenOwner } from '../tokens.ts';
import { check } from '../validation/check.ts';
import { paymentMethodStructure } from '../validation/payment-methods.ts';
import { storeMethodRequest } from '../validation/requests.ts';
import { tokenDisabled, tokenKept } from '../webhooks/events.ts';
import type { World } from '../world.ts';
import { checkMerchantAccount } from './accept.ts';
import { accountOf } from './account.ts';

const resourceView = (token: Token): Record<string, unknown> => ({
  id: token.id,
  type: token.type,
  shopperReference: token.shopperReference,
  createdAt: token.createdAt,
  firstPspReference: token.firstPspReference,
  supportedRecurringProcessingModels: ['CardOnFile', 'Subscription', 'UnscheduledCardOnFile'],
  ...(token.brand && { brand: token.brand }),
  ...(token.lastFour && { lastFour: token.lastFour }),
  ...(token.expiryMonth && { expiryMonth: token.expiryMonth, expiryYear: token.expiryYear }),
  ...(token.holderName && { [token.iban ? 'ownerName' : 'holderName']: token.holderName }),
  ...(token.iban && { iban: token.iban }),
});

const ownerIn = (world: World, query: URLSearchParams): Required<TokenOwner> => {
  const merchantAccount = query.get('merchantAccount') ?? '';
  checkMerchantAccount(world, merchantAccount);
  const shopperReference = query.get('shopperReference');
  if (!shopperReference) throw unprocessable('14_0305', "Required field 'shopperReference' is not provided.");
  return { merchantAccount, shopperReference };
};

/** `GET /storedPaymentMethods`. */
export const listStoredMethods = (world: World, { query }: Exchange): Record<string, unknown> => {
  const owner = ownerIn(world, query);
  return {
    ...owner,
    storedPaymentMethods: world.tokens.of(owner).map(resourceView),
  };
};

/** `POST /storedPaymentMethods`. */
export const storeMethod = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(storeMethodRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  const type = request.paymentMethod.type ?? 'scheme';
  const details = check(paymentMethodStructure(type), { ...request.paymentMethod, type });
  const { secret, paidWith } = accountOf(world, details, { merchantAccount: request.merchantAccount });
  const kept = world.tokens.keep({
    merchantAccount: request.merchantAccount,
    shopperReference: request.shopperReference,
    type: paidWith.type,
    secret,
    firstPspReference: newReference(),
    ...shownDetails(paidWith),
  });
  world.webhooks.announce(tokenKept(kept, request.merchantAccount, kept.token.firstPspReference));
  return resourceView(kept.token);
};

/** `DELETE /storedPaymentMethods/{id}`. */
export const removeStoredMethod = (world: World, { query, params }: Exchange): void => {
  const owner = ownerIn(world, query);
  const id = params['id'] ?? '';
  if (!/^[A-Z0-9]{16}$/.test(id)) throw new AdyenError(422, '800', 'Contract not found');
  const token = world.tokens.find(id, owner);
  if (!token) throw contractNotFound();
  world.tokens.remove(id);
  world.webhooks.announce(tokenDisabled(token, owner.merchantAccount));
};
