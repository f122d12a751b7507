import type { ErrorRequestHandler, Request } from 'express';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../logging/logger.ts';
import { merchantReturnUrl } from '../../attempts/merchant-return-url.ts';

const isReturn = ({ method, path }: Request): boolean =>
  method === 'GET' && /^\/payments\/details\/?$/i.test(path);

const referenceOf = ({ query }: Request): string | undefined => {
  const { paymentReference } = query;
  return typeof paymentReference === 'string' ? paymentReference.slice(0, 64) : undefined;
};

/**
 * A shopper who comes back from a bank ends on the merchant's page also when the request never reached its route: rate
 * limits, overload, a URL that cannot be read. The notification settles the payment.
 */
export const shopperReturn =
  (config: Pick<Config, 'merchantReturnUrl'>, logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (!isReturn(request) || response.headersSent) {
      next(error);
      return;
    }
    logger.warn('A return from a redirect was not taken.', { error });
    const target = merchantReturnUrl(config, undefined, referenceOf(request));
    response.set('Cache-Control', 'no-store').redirect(302, target);
  };
