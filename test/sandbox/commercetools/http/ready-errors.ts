import { CtError } from './errors.ts';

const EXTENSION = { extensionId: '4f5b5a4e-0a3c-4f2b-9a7e-000000000001', extensionKey: 'merchant-rules' };

const OF_CODE = {
  PendingOperation: [409, 'An operation on the resource is still pending.', {}],
  OverCapacity: [503, 'The service is over capacity.', {}],
  BadGateway: [502, 'Bad gateway.', {}],
  General: [500, 'Write operations are temporarily unavailable.', {}],
  QueryTimedOut: [
    400,
    'The query timed out. If your query constantly times out, please check that it follows the performance best practices (see https://docs.commercetools.com/api/predicates/query#performance-considerations).',
    {},
  ],
  QueryComplexityLimitExceeded: [400, 'The query is too complex.', {}],
  ContentTooLarge: [413, 'Content too large.', {}],
  ExtensionNoResponse: [504, 'Extension did not respond in time.', EXTENSION],
  ExtensionBadResponse: [
    502,
    'The extension did not return the expected JSON.',
    { ...EXTENSION, extensionErrors: [] },
  ],
  ExtensionUpdateActionsFailed: [
    400,
    'The extension returned update actions that could not be executed.',
    { extensionErrors: [] },
  ],
} as const;

export type ReadyErrorCode = keyof typeof OF_CODE;

export const readyErrorCodes = Object.keys(OF_CODE) as ReadyErrorCode[];

/**
 * An error of https://docs.commercetools.com/api/errors that no rule of the sandbox leads to, for a fault. Its status is
 * documented for 400, 500 and 503; 409, 413, 502 and 504 are the likely ones.
 */
export const readyError = (code: ReadyErrorCode): CtError => {
  const [status, message, fields] = OF_CODE[code];
  return new CtError(status, { code, message, ...fields });
};
