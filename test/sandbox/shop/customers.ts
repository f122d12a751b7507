import type { CustomerPagedQueryResponse, CustomerSignInResult } from '@commercetools/platform-sdk';
import type { CommercetoolsClient } from './commercetools.ts';

export interface Customers {
  /** commercetools' id of the customer who comes back, registered at the first need. */
  returning: () => Promise<string>;
}

/** Who comes back. */
export const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

/** The people who have an account at the demo shop: one. */
export function createCustomers(commercetools: CommercetoolsClient): Customers {
  let known: Promise<string> | undefined;

  const findOrRegister = async (): Promise<string> => {
    const { results } = await commercetools.get<CustomerPagedQueryResponse>('/customers', {
      where: `email="${ada.email}"`,
    });
    if (results[0] !== undefined) return results[0].id;
    const draft = { ...ada, password: 'of-no-use-here' };
    return (await commercetools.post<CustomerSignInResult>('/customers', draft)).customer.id;
  };

  return {
    returning: () => {
      known ??= findOrRegister();
      return known;
    },
  };
}
