/**
 * Apple's servers for merchant validation: worldwide, China, and their test servers.
 * Source: https://developer.apple.com/documentation/applepayontheweb/setting-up-your-server
 */
const HOST = /^(cn-)?apple-pay-gateway(-cert|-(nc|pr|sh|tj)-pod\d{1,2}(-dr)?)?\.apple\.com$/;

const PATHS: readonly string[] = ['/paymentservices/startSession', '/paymentservices/paymentSession'];

/** The URL, where it is one of Apple's documented ones; `undefined` for any other, which must never be called. */
export const appleGateway = (validationUrl: string): URL | undefined => {
  const url = URL.parse(validationUrl);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined;
  return HOST.test(url.hostname) && PATHS.includes(url.pathname) && url.search === '' && url.hash === ''
    ? url
    : undefined;
};
