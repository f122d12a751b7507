import type { Request } from 'express';
import { browserHeaders } from './browser-headers.ts';
import { ownUrl } from './own-url.ts';
import { shopperIp } from './shopper-ip.ts';

/** What a shopper's request says beside its body: where it comes from, and how this processor was addressed. */
export const callerOf = (request: Request) => ({
  shopperIP: shopperIp(request),
  browser: browserHeaders(request),
  ownUrl: ownUrl(request),
});
