import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MerchantSite {
  /** The page that the enabler is used on. */
  checkoutUrl: string;
  /** The page that shoppers come back to. */
  returnUrl: string;
  stop: () => Promise<void>;
}

const script = readFileSync(new URL('checkout-page.js', import.meta.url), 'utf8');

const checkoutPage = (attributes: string): string => `<!doctype html>
<html lang="en" ${attributes}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Checkout</title></head>
<body>
<main><h1>Checkout</h1><div id="first"></div><div id="second"></div><button id="pay" type="button">Pay outside</button></main>
<script type="module">${script}</script>
</body>
</html>`;

const returnPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Thank you</title></head><body><h1>Thank you</h1></body></html>`;

/** The site of a merchant with a frontend of their own: a page that loads the enabler, and a page to return to. */
export const startMerchantSite = async (): Promise<MerchantSite> => {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const policy = searchParams.get('csp');
    if (policy !== null) response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const direction = searchParams.get('dir');
    response.end(pathname === '/return' ? returnPage : checkoutPage(direction ? `dir="${direction}"` : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    checkoutUrl: `${origin}/checkout`,
    returnUrl: `${origin}/return`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
