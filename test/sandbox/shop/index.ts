import { sendAsset } from './assets.ts';
import { readCatalogue } from './catalogue.ts';
import { createCheckout } from './checkout.ts';
import { createClient, type ClientCredentials, type Project } from './commercetools.ts';
import { createCustomers } from './customers.ts';
import { serve, type Route } from './http.ts';
import { createBackOffice } from './merchant.ts';
import { chargeNextOrder } from './next-order.ts';
import { placeOrder } from './orders.ts';
import { currencies, shoppers } from './shoppers.ts';

export interface ShopOptions {
  readonly port?: number;
  readonly project: Project;
  /** May read products, write carts and orders, read payments and start sessions. */
  readonly shopClient: ClientCredentials;
  /** May manage payment intents and charge stored methods, as Checkout may. */
  readonly backOfficeClient: ClientCredentials;
  readonly processorUrl: string;
  /** Where the enabler's bundles are served. */
  readonly enablerUrl: string;
  /** Told of every basket that becomes a cart of its own, with the cart's currency. */
  readonly onNewCart?: (currency: string) => void;
}

export interface Shop {
  readonly url: string;
  stop: () => Promise<void>;
}

const countries = Object.entries(shoppers).map(([code, { countryName, currency }]) => ({
  code,
  name: countryName,
  currency,
}));

/** Starts the demo shop: the pages a shopper sees, the merchant's page, and the small backend both need. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { project, processorUrl, enablerUrl } = options;
  const commercetools = createClient(project, options.shopClient);
  const { token } = createClient(project, options.backOfficeClient);
  const backOffice = createBackOffice(commercetools, { processorUrl, token });
  let ownUrl = '';
  const checkout = createCheckout(commercetools, {
    customers: createCustomers(commercetools),
    processorUrl,
    onNewCart: options.onNewCart,
    returnUrl: () => `${ownUrl}/result`,
  });
  const page = (pattern: RegExp, name: string): Route => ({
    method: 'GET',
    pattern,
    handle: ({ response }) => sendAsset(name, response),
  });

  const { server, url } = await serve(
    [
      page(/^\/$/, 'shop.html'),
      page(/^\/result$/, 'result.html'),
      page(/^\/merchant$/, 'merchant.html'),
      {
        method: 'GET',
        pattern: /^\/pages\/([a-z-]+\.(?:js|css|svg))$/,
        handle: ({ params: [name = ''], response }) => sendAsset(name, response),
      },
      {
        method: 'GET',
        pattern: /^\/api\/shop$/,
        handle: async () => ({
          products: await readCatalogue(commercetools),
          countries,
          currencies,
          processorUrl,
          enablerUrl,
        }),
      },
      { method: 'POST', pattern: /^\/api\/cart$/, handle: ({ body }) => checkout.save(body) },
      {
        method: 'POST',
        pattern: /^\/api\/carts\/([\w-]+)\/session$/,
        handle: ({ params: [cartId = ''] }) => checkout.startSession(cartId),
      },
      {
        method: 'POST',
        pattern: /^\/api\/payments\/([\w-]+)\/order$/,
        handle: ({ params: [paymentReference = ''] }) => placeOrder(commercetools, paymentReference),
      },
      {
        method: 'GET',
        pattern: /^\/api\/merchant\/events$/,
        handle: ({ response }) => backOffice.watch(response),
      },
      {
        method: 'POST',
        pattern: /^\/api\/merchant\/payments\/([\w-]+)\/actions$/,
        handle: ({ params: [id = ''], body }) => backOffice.act(id, body),
      },
      {
        method: 'POST',
        pattern: /^\/api\/merchant\/payments\/([\w-]+)\/next-order$/,
        handle: ({ params: [id = ''] }) =>
          chargeNextOrder({ commercetools, processorUrl, token, startSession: checkout.startSession }, id),
      },
    ],
    options.port ?? 0,
  );
  ownUrl = url;

  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        backOffice.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
