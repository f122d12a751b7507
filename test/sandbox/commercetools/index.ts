import { Api } from './api.ts';
import { ApiClients, type ApiClient } from './auth/clients.ts';
import { JwtIssuer } from './auth/jwt.ts';
import { AccessTokens } from './auth/tokens.ts';
import { Administrator } from './control/administrator.ts';
import { competingWriter } from './control/competing-writer.ts';
import { Control } from './control/control.ts';
import { controlHandler } from './control/routes.ts';
import { toAnswer } from './http/answer-error.ts';
import type { Handler } from './http/exchange.ts';
import { Faults } from './http/faults.ts';
import { Journal } from './http/journal.ts';
import { listen } from './http/server.ts';
import { UrlLimit } from './http/url-limit.ts';
import { seedShop } from './seed/shop.ts';
import { Database } from './store/database.ts';

export type { ApiClient } from './auth/clients.ts';
export type { CartOptions } from './control/carts.ts';
export { readyErrorCodes } from './http/ready-errors.ts';

export interface CommercetoolsOptions {
  /** Any free one unless told. */
  readonly port?: number | undefined;
  readonly projectKey?: string | undefined;
  /** Credentials of the connector's processor. */
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Scopes of the processor's client, with or without the project key. */
  readonly scopes?: readonly string[] | undefined;
}

/** An embedded commercetools: API, auth, sessions, Checkout and JWKS on one origin. */
export interface EmbeddedCommercetools {
  /** Origin of everything, and the issuer of Merchant Center JWTs; without a trailing slash. */
  readonly url: string;
  readonly projectKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Further API clients: a shop's backend, Checkout calling the connector, and one that may do everything. */
  readonly clients: Readonly<Record<'shop' | 'checkout' | 'admin', ApiClient>>;
  readonly control: Control;
  stop(): Promise<void>;
}

/** Exactly the scopes that connect.yaml names for the connector's API client: what needs another one fails here too. */
const PROCESSOR_SCOPES = [
  'manage_payments',
  'manage_orders',
  'view_sessions',
  'view_api_clients',
  'introspect_oauth_tokens',
  'manage_checkout_payment_intents',
  'manage_types',
  'manage_key_value_documents',
  'manage_payment_methods',
  'manage_recurring_payment_jobs',
];

const SHOP_SCOPES = [
  'manage_orders',
  'manage_customers',
  'manage_sessions',
  'view_products',
  'view_payments',
  'view_shipping_methods',
  'view_tax_categories',
];

const CHECKOUT_SCOPES = ['manage_checkout_payment_intents', 'manage_checkout_transactions', 'view_payments'];

interface Handling {
  readonly api: Api;
  readonly control: Control;
  readonly faults: Faults;
  readonly urlLimit: UrlLimit;
  readonly journal: Journal;
}

const handlerOf = ({ api, control, faults, urlLimit, journal }: Handling): Handler => {
  const controlled = controlHandler(control);
  const answer: Handler = (request) => api.handle(request).catch(toAnswer);
  const observed = journal.around(faults.around(urlLimit.around(answer)));
  return (request) => controlled(request)?.catch(toAnswer) ?? observed(request);
};

/**
 * Starts an embedded commercetools on loopback, with a seeded shop (`seed/`).
 *
 * @throws when the port is taken
 */
export async function startCommercetools(options: CommercetoolsOptions = {}): Promise<EmbeddedCommercetools> {
  const {
    port = 0,
    projectKey = 'sandbox',
    clientId = 'processor',
    clientSecret = 'processor-secret',
  } = options;
  const db = new Database();
  const clients = new ApiClients(projectKey);
  clients.add({ clientId, clientSecret, scopes: options.scopes ?? PROCESSOR_SCOPES });
  const others = {
    shop: clients.add({ clientId: 'shop', clientSecret: 'shop-secret', scopes: SHOP_SCOPES }),
    checkout: clients.add({ clientId: 'checkout', clientSecret: 'checkout-secret', scopes: CHECKOUT_SCOPES }),
    admin: clients.add({ clientId: 'admin', clientSecret: 'admin-secret', scopes: ['manage_project'] }),
  };
  const tokens = new AccessTokens();
  const jwt = await JwtIssuer.create();
  let processorUrl: string | undefined;
  const connector = {
    get processorUrl() {
      return processorUrl;
    },
    accessToken: () => tokens.issue(others.checkout.clientId, others.checkout.scopes).value,
  };
  const api = new Api({ projectKey, db, clients, tokens, jwt, connector });
  const faults = new Faults(competingWriter(db));
  const urlLimit = new UrlLimit();
  const journal = new Journal();

  let handle: Handler = () => Promise.resolve({ status: 503 });
  const server = await listen(port, (request) => handle(request));
  const control = new Control({
    url: server.url,
    projectKey,
    db,
    clients,
    tokens,
    jwt,
    faults,
    urlLimit,
    journal,
    administrator: new Administrator(api, db, projectKey),
    connectProcessor: (url) => {
      processorUrl = url;
    },
  });
  await seedShop(control, server.url);
  handle = handlerOf({ api, control, faults, urlLimit, journal });
  return {
    url: server.url,
    projectKey,
    clientId,
    clientSecret,
    clients: others,
    control,
    stop: () => server.stop(),
  };
}
