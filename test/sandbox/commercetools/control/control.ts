import type { Cart, Customer, Payment, PaymentMethod } from '@commercetools/platform-sdk';
import type { ApiClient, ApiClients } from '../auth/clients.ts';
import type { JwtIssuer, JwtOptions } from '../auth/jwt.ts';
import type { AccessTokens } from '../auth/tokens.ts';
import type { Fault, FaultRule, Faults } from '../http/faults.ts';
import type { Journal, JournalEntry, JournalFilter } from '../http/journal.ts';
import type { UrlLimit } from '../http/url-limit.ts';
import { createSession, expireSession, type StoredSession } from '../resources/sessions.ts';
import { seedShop } from '../seed/shop.ts';
import type { Database } from '../store/database.ts';
import type { Resource } from '../store/resource.ts';
import type { Administrator } from './administrator.ts';
import { createCart, type CartOptions } from './carts.ts';

export interface SessionOptions {
  readonly cartId: string;
  /** As Checkout writes it: allowedPaymentMethods, processorUrl, paymentInterface, merchantReturnUrl, ... */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly expiryInSeconds?: number | undefined;
}

export interface TokenOptions {
  /** With or without the project key: `manage_payments`. */
  readonly scopes: readonly string[];
  readonly clientId?: string | undefined;
  readonly expiresInSeconds?: number | undefined;
}

export interface ControlParts {
  readonly url: string;
  readonly projectKey: string;
  readonly db: Database;
  readonly clients: ApiClients;
  readonly tokens: AccessTokens;
  readonly jwt: JwtIssuer;
  readonly faults: Faults;
  readonly urlLimit: UrlLimit;
  readonly journal: Journal;
  readonly administrator: Administrator;
  readonly connectProcessor: (url: string | undefined) => void;
}

/** What a test or a demo does to the embedded commercetools beside using its API. */
export class Control {
  readonly #parts: ControlParts;

  constructor(parts: ControlParts) {
    this.#parts = parts;
  }

  /** Lets something go wrong; see `FaultRule`. */
  fault(rule: FaultRule): Fault {
    return this.#parts.faults.add(rule);
  }

  faults(): Fault[] {
    return this.#parts.faults.all();
  }

  clearFaults(): void {
    this.#parts.faults.clear();
  }

  /**
   * Lets predicate queries lag behind writes: they do not see what was written within so many milliseconds. Reads by id
   * and by key do, and a unique field is unique at once. 0 ends it.
   */
  lagQueries(milliseconds: number): void {
    this.#parts.db.queryLagMs = milliseconds;
  }

  /** Answers 414 to a URL whose path and query have more characters; without a number to none. */
  limitUrls(characters = Number.POSITIVE_INFINITY): void {
    this.#parts.urlLimit.characters = characters;
  }

  /** The requests so far, oldest first. */
  requests(filter?: JournalFilter): JournalEntry[] {
    return this.#parts.journal.entries(filter);
  }

  count(filter?: JournalFilter): number {
    return this.requests(filter).length;
  }

  clearRequests(): void {
    this.#parts.journal.clear();
  }

  addClient(client: ApiClient): ApiClient {
    return this.#parts.clients.add(client);
  }

  /** An access token without asking for it. */
  issueToken({ scopes, clientId = 'sandbox', expiresInSeconds }: TokenOptions): string {
    const { clients, tokens } = this.#parts;
    return tokens.issue(clientId, clients.withProjectKey(scopes), expiresInSeconds).value;
  }

  /** Seconds that tokens live from now on. */
  setTokenLifetime(seconds: number): void {
    this.#parts.tokens.lifetimeSeconds = seconds;
  }

  /** Makes every token so far invalid. */
  expireTokens(): void {
    this.#parts.tokens.revokeAll();
  }

  /** A token as the Merchant Center's gateway passes it on for a signed-in user. */
  mintJwt(options?: JwtOptions): Promise<string> {
    const { jwt, url, projectKey } = this.#parts;
    return jwt.mint(url, projectKey, options);
  }

  createCart(options: CartOptions = {}): Promise<Cart> {
    return createCart(this.#parts.administrator, options);
  }

  /** Stores a cart with its amounts as they are; `taxMode: 'ExternalAmount'` keeps them also when it is updated. */
  putCart(cart: Cart): void {
    this.put('cart', cart);
  }

  async createCustomer(draft: { email: string; firstName?: string; lastName?: string }): Promise<Customer> {
    const body = { password: 'sandbox', ...draft };
    const { customer } = await this.request<{ customer: Customer }>('POST', '/customers', body);
    return customer;
  }

  createSession({ cartId, metadata, expiryInSeconds }: SessionOptions): StoredSession {
    const body = { cart: { cartRef: { id: cartId } }, metadata, expiryInSeconds };
    return createSession(this.#parts.db, body, 'sandbox');
  }

  expireSession(id: string): void {
    expireSession(this.#parts.db, id);
  }

  payment(id: string): Payment {
    return this.get('payment', id) as unknown as Payment;
  }

  /** All payments, oldest first; of one cart when it is named. */
  payments(cartId?: string): Payment[] {
    const ids =
      cartId === undefined ? undefined : this.cart(cartId).paymentInfo?.payments.map(({ id }) => id);
    const payments = this.all('payment') as unknown as Payment[];
    return cartId === undefined ? payments : payments.filter(({ id }) => ids?.includes(id));
  }

  cart(id: string): Cart {
    return this.get('cart', id) as unknown as Cart;
  }

  paymentMethods(customerId: string): PaymentMethod[] {
    const methods = this.all('payment-method') as unknown as PaymentMethod[];
    return methods.filter(({ customer }) => customer?.id === customerId);
  }

  /** @throws CtError 404 */
  get(typeId: string, id: string): Resource {
    return this.#parts.administrator.get(typeId, id);
  }

  all(typeId: string): Resource[] {
    return this.#parts.administrator.all(typeId);
  }

  /** Stores a resource as it is, without the API's rules but for unique fields. */
  put(typeId: string, resource: Resource): void {
    this.#parts.administrator.put(typeId, resource);
  }

  /** A request to the project's API as its administrator; `path` begins below the project. */
  request<T>(method: string, path: string, body?: object): Promise<T> {
    return this.#parts.administrator.request<T>(method, path, body);
  }

  /** Where Checkout's Payment Intents API finds the connector. */
  connectProcessor(url: string | undefined): void {
    this.#parts.connectProcessor(url);
  }

  /** Back to a freshly seeded project: no carts, payments, faults, lag, limit or journal. Clients and tokens stay. */
  async reset(): Promise<void> {
    this.#parts.db.clear();
    this.clearFaults();
    this.lagQueries(0);
    this.limitUrls();
    this.clearRequests();
    await seedShop(this, this.#parts.url);
  }
}
