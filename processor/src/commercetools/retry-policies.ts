import { byMethod, reads, writesBehindGateway } from '../upstream/retry-policies.ts';

/** commercetools' HTTP API, sessions and Checkout included. */
export const apiPolicy = byMethod(reads, writesBehindGateway);

/** The token endpoints, which are only asked by POST. */
export const tokenPolicy = () => writesBehindGateway;
