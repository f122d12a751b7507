import * as z from 'zod';
import type { Config } from '../config/config.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { fault, unauthenticated, type Fault } from '../errors.ts';
import { readJson } from '../upstream/read-json.ts';
import type { Transport } from '../upstream/transport.ts';
import { commercetoolsFailure } from './failure.ts';
import { guarded } from './guarded.ts';

/** Looks a Checkout session up. Throws Fault 401 when there is no such active session, 502 or 503 when that cannot be known. */
export type FindSession = (id: string | undefined) => Promise<CheckoutSession>;

// The id becomes part of a path that is called with the connector's own token: no dots, slashes or escapes.
const idForm = /^[A-Za-z0-9_-]{1,128}$/;

/** @throws Fault 401 */
export function assertSessionId(id: string | undefined): asserts id is string {
  if (id === undefined || !idForm.test(id)) throw unauthenticated('The session id is missing or malformed.');
}

const text = z.string().min(1).optional().catch(undefined);

const metadataSchema = z.object({
  allowedPaymentMethods: z
    .array(z.unknown())
    .transform((items) => items.filter((item) => typeof item === 'string'))
    .catch([]),
  processorUrl: text,
  paymentInterface: text,
  checkoutTransactionItemId: text,
  merchantReturnUrl: text,
  futureOrderNumber: text,
  correlationId: text,
  giftCardPlannedAmount: z
    .object({ centAmount: z.int().nonnegative(), currencyCode: z.string().length(3) })
    .nullish()
    .transform((amount) => amount ?? undefined),
});

const sessionSchema = z.object({
  state: z.string(),
  activeCart: z.object({ cartRef: z.object({ id: z.string().min(1).brand<'CartId'>() }) }).optional(),
  metadata: metadataSchema.nullish(),
});

const notActive = (): Fault => unauthenticated('The session is unknown or not active.');

const toSession = (id: string, body: unknown): CheckoutSession => {
  const parsed = sessionSchema.safeParse(body);
  if (!parsed.success) {
    throw fault('CommercetoolsUnavailable', {
      status: 502,
      values: { message: 'The session cannot be used.' },
      privateMessage: `Unexpected session: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
    });
  }
  const { state, activeCart, metadata } = parsed.data;
  if (state !== 'ACTIVE') throw notActive();
  if (!activeCart) throw unauthenticated('The session has no cart.');
  const known = Object.entries(metadata ?? {}).filter(([, value]) => value !== undefined);
  return { allowedPaymentMethods: [], ...Object.fromEntries(known), id, cartId: activeCart.cartRef.id };
};

/**
 * One GET per request and no cache: a session that Checkout ended must not be good for another payment. `send` carries the
 * connector's token.
 */
export const createFindSession =
  (config: Config['commercetools'], send: Transport): FindSession =>
  async (id) => {
    assertSessionId(id);
    return guarded(async () => {
      const answer = await send({
        url: `${config.sessionUrl}/${config.projectKey}/sessions/${id}`,
        method: 'GET',
        headers: { accept: 'application/json' },
        timeoutMs: 10_000,
      });
      if (answer.status === 404 || answer.status === 400) throw notActive();
      if (answer.status !== 200) throw commercetoolsFailure(answer.status);
      return toSession(id, readJson(answer.text));
    });
  };
