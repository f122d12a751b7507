import type { ApplicationInfo } from '@adyen/api-library/lib/src/typings/checkout/applicationInfo';
import packageJson from '../../package.json' with { type: 'json' };
import type { Wire } from './wire.ts';

/** Of the package. */
export const CONNECTOR_VERSION: string = packageJson.version;

const CONNECTOR_NAME = 'adyen-connector-for-commercetools';

/** Tells Adyen's support which software a request came from. */
export const applicationInfo: Wire<ApplicationInfo> = {
  externalPlatform: { name: 'commercetools-connect', version: CONNECTOR_VERSION, integrator: CONNECTOR_NAME },
  merchantApplication: { name: CONNECTOR_NAME, version: CONNECTOR_VERSION },
};

/** The value of the User-Agent header. */
export const userAgent = `${CONNECTOR_NAME}/${CONNECTOR_VERSION}`;
