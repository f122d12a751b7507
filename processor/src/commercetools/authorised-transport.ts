import { randomUUID } from 'node:crypto';
import { currentContext } from '../logging/request-context.ts';
import { beforeDeadline, inTime } from '../upstream/deadline.ts';
import { withRetries } from '../upstream/retry.ts';
import type { Transport } from '../upstream/transport.ts';
import type { AccessTokens } from './access-token.ts';
import { apiPolicy } from './retry-policies.ts';

// A token keeps the scopes it was made with: one that lacks some may be replaced in case the client has got them since,
// but not for every call of a client that has not.
const forbiddenTokenAgeMs = 60_000;

/**
 * Calls to commercetools with the connector's own token, the request's correlation id, and retries where they are safe. A
 * refused token (revoked, or lost at the other side) is replaced once.
 */
export const authorised = (transport: Transport, tokens: AccessTokens): Transport => {
  const send = withRetries(inTime(transport), apiPolicy);
  return async (outgoing) => {
    const correlationId = currentContext()?.correlationId ?? randomUUID();
    const attempt = async (token: string) =>
      send({
        ...outgoing,
        headers: { ...outgoing.headers, authorization: `Bearer ${token}`, 'x-correlation-id': correlationId },
      });
    const token = await beforeDeadline(tokens.get());
    const answer = await attempt(token);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    tokens.discard(token, answer.status === 403 ? forbiddenTokenAgeMs : 0);
    const replacement = await beforeDeadline(tokens.get());
    return replacement === token ? answer : attempt(replacement);
  };
};
