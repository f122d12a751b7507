import { createHash, randomBytes } from 'node:crypto';
import { authenticated } from '../checkout/api.ts';
import { AdyenError } from '../errors.ts';
import { json, type Exchange, type Handler, type Routes } from '../http/exchange.ts';
import { newReference } from '../references.ts';
import { check } from '../validation/check.ts';
import type { Endpoint } from '../webhooks/endpoint.ts';
import type { World } from '../world.ts';
import { createWebhookRequest, updateWebhookRequest, type WebhookSettings } from './settings.ts';
import { sendTest } from './test-webhook.ts';

interface Webhook {
  id: string;
  settings: WebhookSettings;
  endpoint: Endpoint;
}

const DEFAULT_PAGE = 10;

/** Names of webhook types that this server sends; other types exist at Adyen. */
const kindOf = (type: string): 'standard' | 'tokenization' => {
  if (type === 'standard') return 'standard';
  if (/token/i.test(type)) return 'tokenization';
  throw new AdyenError(422, '31_009', `Webhook type '${type}' is not known to the sandbox`);
};

const checkValue = (hmacKey: string): string =>
  createHash('sha256').update(Buffer.from(hmacKey, 'hex')).digest('hex').slice(0, 6).toUpperCase();

const apply = ({ endpoint, settings }: Webhook): void => {
  endpoint.url = settings.url;
  endpoint.active = settings.active;
  endpoint.eventCodes = settings.additionalSettings?.includeEventCodes ?? [];
};

/** The Management API's part about webhooks, version 3: a webhook created here is really sent. */
export class WebhookManagement {
  readonly #world: World;
  readonly #webhooks = new Map<string, Webhook>();

  constructor(world: World) {
    this.#world = world;
  }

  clear(): void {
    this.#webhooks.clear();
  }

  isEmpty(): boolean {
    return this.#webhooks.size === 0;
  }

  list(query: URLSearchParams): Record<string, unknown> {
    const size = Number(query.get('pageSize') ?? DEFAULT_PAGE);
    const page = Number(query.get('pageNumber') ?? 1);
    const all = [...this.#webhooks.values()];
    return {
      itemsTotal: all.length,
      pagesTotal: Math.max(1, Math.ceil(all.length / size)),
      data: all.slice((page - 1) * size, page * size).map((webhook) => this.#view(webhook)),
    };
  }

  create(body: unknown): Record<string, unknown> {
    const settings = check(createWebhookRequest, body);
    this.#refuse(settings);
    const id = `WBHK${newReference()}`;
    const endpoint = this.#world.webhooks.addEndpoint({
      id,
      kind: kindOf(settings.type),
      url: settings.url,
      hmacKey: undefined,
    });
    const webhook = { id, settings, endpoint };
    this.#webhooks.set(id, webhook);
    apply(webhook);
    return this.#view(webhook);
  }

  get(id: string): Record<string, unknown> {
    return this.#view(this.#find(id));
  }

  update(id: string, body: unknown): Record<string, unknown> {
    const webhook = this.#find(id);
    const changes = check(updateWebhookRequest, body);
    this.#refuse(changes);
    Object.assign(webhook.settings, changes);
    apply(webhook);
    return this.#view(webhook);
  }

  remove(id: string): void {
    this.#find(id);
    this.#webhooks.delete(id);
    this.#world.webhooks.removeEndpoint(id);
  }

  /** A new key; the one before is no longer used. */
  generateHmac(id: string): Record<string, unknown> {
    const hmacKey = randomBytes(32).toString('hex').toUpperCase();
    this.#find(id).endpoint.hmacKey = hmacKey;
    return { hmacKey };
  }

  test(id: string): Promise<Record<string, unknown>> {
    return sendTest(this.#world, this.#find(id).endpoint);
  }

  #refuse({ additionalSettings }: Pick<WebhookSettings, 'additionalSettings'>): void {
    const { refusedWebhookSettings, namesRefusedSettings } = this.#world.settings;
    const { includeEventCodes = [], properties = {} } = additionalSettings ?? {};
    const refused = [...includeEventCodes, ...Object.keys(properties)].find((name) =>
      refusedWebhookSettings.includes(name),
    );
    if (refused === undefined) return;
    throw new AdyenError(
      422,
      '31_003',
      namesRefusedSettings ? `Invalid value: ${refused}` : 'Invalid webhook',
    );
  }

  #find(id: string): Webhook {
    const webhook = this.#webhooks.get(id);
    if (!webhook) throw new AdyenError(404, '30_031', `Webhook ${id} not found`);
    return webhook;
  }

  #view({ id, settings, endpoint }: Webhook): Record<string, unknown> {
    const { password, ...visible } = settings;
    return {
      id,
      ...visible,
      hasPassword: password !== undefined,
      hasError: false,
      accountReference: this.#world.identity.merchantAccount,
      ...(endpoint.hmacKey && { hmacKeyCheckValue: checkValue(endpoint.hmacKey) }),
    };
  }
}

const VERSION = '/v3';

export const managementRoutes = (world: World, management: WebhookManagement): Routes => {
  const route = (handler: Handler): Handler =>
    authenticated(world, (exchange) => {
      if (exchange.params['merchant'] !== world.identity.merchantAccount) {
        throw new AdyenError(403, '00_403', 'No permission for this merchant account', 'security');
      }
      return handler(exchange);
    });
  const idOf = ({ params }: Exchange): string => params['id'] ?? '';
  const base = `${VERSION}/merchants/{merchant}/webhooks`;
  return {
    [`GET ${VERSION}/merchants/{merchant}`]: route(({ params }) =>
      json({ id: params['merchant'], status: 'Active', captureDelay: world.settings.captureDelay }),
    ),
    [`GET ${base}`]: route(({ query }) =>
      management.isEmpty() ? { status: 204 } : json(management.list(query)),
    ),
    [`POST ${base}`]: route(({ body }) => json(management.create(body))),
    [`GET ${base}/{id}`]: route((exchange) => json(management.get(idOf(exchange)))),
    [`PATCH ${base}/{id}`]: route((exchange) => json(management.update(idOf(exchange), exchange.body))),
    [`DELETE ${base}/{id}`]: route((exchange) => {
      management.remove(idOf(exchange));
      return { status: 204 };
    }),
    [`POST ${base}/{id}/generateHmac`]: route((exchange) => json(management.generateHmac(idOf(exchange)))),
    [`POST ${base}/{id}/test`]: route(async (exchange) => json(await management.test(idOf(exchange)))),
  };
};
