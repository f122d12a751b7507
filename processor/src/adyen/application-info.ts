import type { ApplicationInfo } from '@adyen/api-library/lib/src/typings/checkout/applicationInfo';
import type { Wire } from './wire.ts';

/** The same as in package.json; a test holds them together. */
export const CONNECTOR_VERSION = '0.1.0';

const CONNECTOR_NAME = 'adyen-connector-for-commercetools';

/** Tells Adyen's support which software a request came from. */
export const applicationInfo: Wire<ApplicationInfo> = {
  externalPlatform: { name: 'commercetools-connect', version: CONNECTOR_VERSION, integrator: CONNECTOR_NAME },
  merchantApplication: { name: CONNECTOR_NAME, version: CONNECTOR_VERSION },
};

/** The value of the User-Agent header. */
export const userAgent = `${CONNECTOR_NAME}/${CONNECTOR_VERSION}`;
