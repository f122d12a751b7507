import type {
  ByProjectKeyRequestBuilder,
  CustomFieldsDraft,
  PaymentMethod,
  PaymentMethodDraft,
  PaymentMethodUpdate,
  PaymentMethodUpdateAction,
} from '@commercetools/platform-sdk';
import { accountOfMethod } from '../config/merchant-accounts.ts';
import { isConfigurationFault } from '../errors.ts';
import type { MerchantAccount } from '../identifiers.ts';
import type { Logger } from '../logging/logger.ts';
import { isBadRequest, isDuplicateField, isMissingReference, isNotFound } from './errors.ts';
import { sha256 } from '../digest.ts';
import { holderOf, isHeldBy } from '../shopper-reference.ts';
import { guarded } from './guarded.ts';
import { isUuid } from './ids.ts';
import { matchingMethods, quoted } from './matching-methods.ts';
import { orUndefined } from './or-undefined.ts';
import { belongsTo, byAge, type PaymentMethodOwner } from './payment-method-owner.ts';
import type { RequiredTypes } from './required-types.ts';
import { writeLoop } from './write-loop.ts';

/** A token at Adyen, and the merchant account that keeps it. */
export interface TokenAtAccount {
  readonly token: string;
  readonly merchantAccount: MerchantAccount;
}

/** A shopper's token at Adyen, as it is to stand in commercetools. */
export interface TokenDraft extends TokenAtAccount {
  /** Adyen's reference of the customer, with the business unit where it is stored for one. */
  readonly shopperReference: string;
  /** Checkout's name of the method, e.g. `card`; Adyen's type where Checkout has none. */
  readonly method: string;
  /** What may be displayed of it. */
  readonly custom?: CustomFieldsDraft | undefined;
}

type ActionsOf = (current: PaymentMethod) => PaymentMethodUpdateAction[];

/**
 * The customers' stored payment methods, those of this connector's interface and account only. Every method throws Fault
 * 502 or 503 when commercetools cannot be used.
 */
export interface PaymentMethods {
  get(id: string): Promise<PaymentMethod | undefined>;
  /** All that this shopper reference names, however many, whatever their status. */
  ofHolder(reference: string): Promise<PaymentMethod[]>;
  /** Every token of the reference's customer, whichever interface and account it is stored under. */
  tokensOfCustomer(reference: string): Promise<ReadonlySet<string>>;
  findByToken(shopperReference: string, token: TokenAtAccount): Promise<PaymentMethod | undefined>;
  /**
   * Creates the payment method, or gives the one that was created for this token before.
   * @returns `undefined` when there is no such customer, or the customer is no associate of the business unit
   */
  createOnce(draft: TokenDraft): Promise<PaymentMethod | undefined>;
  /** @param actionsOf what to change of it, as it is then */
  update(method: PaymentMethod, actionsOf: ActionsOf): Promise<PaymentMethod>;
  /** Removes it for good; one that is gone already is no error. */
  remove(method: PaymentMethod): Promise<void>;
}

const CHANGE_LIMITS = { conflicts: 8, lostResponses: 8 };
const CREATE_LIMITS = { conflicts: 0, lostResponses: 2 };

/** The same token has the same key wherever it is written, and commercetools accepts a key only once. */
export const tokenKey = (
  { storedPaymentMethods, adyen }: PaymentMethodOwner,
  { token, merchantAccount }: TokenAtAccount,
): string => {
  const { paymentInterface, interfaceAccount } = storedPaymentMethods;
  const further = merchantAccount === adyen.merchantAccount ? '' : merchantAccount;
  return `adyen-${sha256([paymentInterface, interfaceAccount ?? further, token].join('\n'))}`;
};

const ofCustomer = (customerId: string): string => `customer(id=${quoted(customerId)})`;

interface PaymentMethodsParts {
  readonly client: ByProjectKeyRequestBuilder;
  readonly types: RequiredTypes;
  readonly owner: PaymentMethodOwner;
  readonly logger: Logger;
}

export const createPaymentMethods = ({
  client,
  types,
  owner,
  logger,
}: PaymentMethodsParts): PaymentMethods => {
  const methods = () => client.paymentMethods();
  const byKey = (key: string) => orUndefined(methods().withKey({ key }).get().execute());
  const byId = (ID: string) => orUndefined(methods().withId({ ID }).get().execute());

  const { paymentInterface, interfaceAccount } = owner.storedPaymentMethods;
  const where = (customerId: string): string[] => [
    ofCustomer(customerId),
    `paymentInterface=${quoted(paymentInterface)}`,
    ...(interfaceAccount === undefined ? [] : [`interfaceAccount=${quoted(interfaceAccount)}`]),
  ];

  const matching = (predicates: readonly string[]) => matchingMethods(client, predicates);

  const ofHolder = async (reference: string): Promise<PaymentMethod[]> =>
    (await matching(where(holderOf(reference).customerId)))
      .filter((method) => belongsTo(owner, method) && isHeldBy(method, reference))
      .toSorted(byAge);

  // A method that another version of the connector created has no key of ours.
  const findByToken: PaymentMethods['findByToken'] = async (shopperReference, token) => {
    const keyed = await byKey(tokenKey(owner, token));
    if (keyed) return isHeldBy(keyed, shopperReference) ? keyed : undefined;
    return (await ofHolder(shopperReference)).find(
      (method) =>
        method.token?.value === token.token &&
        [undefined, token.merchantAccount].includes(accountOfMethod(owner, method)),
    );
  };

  /** A name that another system gave to its shopper need not even be one that commercetools lets a customer have. */
  const isOfNobody = (error: unknown, shopperReference: string): boolean =>
    isBadRequest(error) && (isMissingReference(error) || !isUuid(holderOf(shopperReference).customerId));

  /** Storing it without the business unit would let it pay private carts. */
  const isRefusedByUnit = (error: unknown, shopperReference: string): boolean =>
    isBadRequest(error) && holderOf(shopperReference).businessUnitKey !== undefined;

  const create = async (draft: PaymentMethodDraft): Promise<PaymentMethod> => {
    const post = async (body: PaymentMethodDraft) => (await methods().post({ body }).execute()).body;
    try {
      return await types.write(draft, post);
    } catch (error) {
      const { custom, ...plain } = draft;
      const isOfDetails = isConfigurationFault(error) || (isBadRequest(error) && !isDuplicateField(error));
      if (!custom || !isOfDetails) throw error;
      const created = await post(plain);
      logger.warn('A payment method was stored without its details: commercetools does not take them.', {
        code: 'CustomFieldsRefused',
        error,
      });
      return created;
    }
  };

  const draftOf = (draft: TokenDraft): PaymentMethodDraft => {
    const { token, merchantAccount, method, custom } = draft;
    const { customerId, businessUnitKey } = holderOf(draft.shopperReference);
    return {
      key: tokenKey(owner, draft),
      customer: { typeId: 'customer', id: customerId },
      ...(businessUnitKey !== undefined && {
        businessUnit: { typeId: 'business-unit', key: businessUnitKey },
      }),
      paymentInterface,
      // Another deployment of the project may have another account: it must not offer this token.
      interfaceAccount: interfaceAccount ?? merchantAccount,
      method,
      token: { value: token },
      paymentMethodStatus: 'Active',
      default: false,
      ...(custom && { custom }),
    };
  };

  /** Changes it as it is now, and anew whenever somebody else was first. @returns `undefined` when it is gone */
  const change = async <T>(
    given: PaymentMethod,
    write: (method: PaymentMethod) => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await writeLoop({
        limits: CHANGE_LIMITS,
        state: given,
        read: () => byId(given.id),
        write: (method: PaymentMethod | undefined) => (method ? write(method) : Promise.resolve(undefined)),
      });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };

  return {
    get: (id) =>
      guarded(async () => {
        const method = isUuid(id) ? await byId(id) : undefined;
        return method && belongsTo(owner, method) ? method : undefined;
      }),

    ofHolder: (reference) => guarded(() => ofHolder(reference)),

    tokensOfCustomer: (reference) =>
      guarded(async () => {
        const all = await matching([ofCustomer(holderOf(reference).customerId)]);
        return new Set(all.flatMap(({ token }) => (token ? [token.value] : [])));
      }),

    findByToken: (shopperReference, token) =>
      guarded(async () => {
        try {
          return await findByToken(shopperReference, token);
        } catch (error) {
          if (isOfNobody(error, shopperReference)) return undefined;
          throw error;
        }
      }),

    createOnce: (draft) =>
      guarded(async () => {
        const { shopperReference } = draft;
        try {
          return await writeLoop({
            limits: CREATE_LIMITS,
            state: draftOf(draft),
            // The key makes repeating safe: what was created already is a duplicate.
            write: create,
          });
        } catch (error) {
          if (isDuplicateField(error)) return findByToken(shopperReference, draft);
          if (isOfNobody(error, shopperReference)) return undefined;
          if (!isRefusedByUnit(error, shopperReference)) throw error;
          logger.error('A payment method was not stored: the customer is no associate of the unit.', {
            code: 'BusinessUnitRefused',
            error,
          });
          return undefined;
        }
      }),

    update: (given, actionsOf) =>
      guarded(async () => {
        const written = await change(given, async (method) => {
          const { id: ID, version } = method;
          const actions = actionsOf(method);
          const post = async (body: PaymentMethodUpdate) =>
            (await methods().withId({ ID }).post({ body }).execute()).body;
          return actions.length === 0 ? method : types.write({ version, actions }, post);
        });
        return written ?? given;
      }),

    remove: (given) =>
      guarded(async () => {
        await change(given, async ({ id, version }) =>
          methods().withId({ ID: id }).delete({ queryArgs: { version } }).execute(),
        );
      }),
  };
};
