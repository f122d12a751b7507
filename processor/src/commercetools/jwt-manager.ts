import {
  DefaultJWTService,
  HeaderBasedAuthentication,
  JWTAuthenticationManager,
} from '@commercetools/connect-payments-sdk';
import type { Config } from '../config/config.ts';

const ignore = (): void => undefined;

/**
 * commercetools' own check of Merchant Center tokens; rejects for one that is not genuine. In a file of its own so that
 * it can be loaded when the first token comes: the libraries behind it cost more than a third of the service's start.
 */
export const createJwtManager = ({
  jwksUrl,
  jwtIssuer,
  projectKey,
}: Config['commercetools']): ((token: string) => Promise<unknown>) => {
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const jwtService = new DefaultJWTService({ jwksUrl, logger: silent });
  const manager = new JWTAuthenticationManager({ jwtService, iss: jwtIssuer, projectKey, logger: silent });
  return (token) => manager.authenticate(new HeaderBasedAuthentication(`Bearer ${token}`));
};
