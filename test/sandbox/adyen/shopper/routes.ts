import { json, type Routes } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { analyticsRoutes } from './analytics.ts';
import { createApplePaySession } from '../checkout/wallets.ts';
import { bankRoutes } from './bank.ts';
import { binLookupRoutes } from './bin-lookup.ts';
import { imageRoutes } from './images.ts';
import { securedFieldRoutes } from './secured-fields.ts';
import { statusRoutes } from './status.ts';
import { threeDSRoutes } from './three-ds.ts';

/** What shoppers' browsers ask for: the calls and frames of adyen-web, and the banks' pages. */
export const shopperRoutes = (world: World): Routes => ({
  ...securedFieldRoutes(),
  ...binLookupRoutes(),
  ...threeDSRoutes(world),
  ...statusRoutes(world),
  ...analyticsRoutes(),
  ...imageRoutes(),
  ...bankRoutes(world),
  // Asked by adyen-web itself where the shop does not validate the merchant.
  'POST /checkoutshopper/v1/applePay/sessions': ({ body }) => json(createApplePaySession(body)),
});
