import { standardDelivery } from '../webhooks/delivery.ts';
import type { Endpoint } from '../webhooks/endpoint.ts';
import { eventDate } from '../webhooks/item.ts';
import { letterFor } from '../webhooks/letter.ts';
import { newReference } from '../references.ts';
import type { World } from '../world.ts';

const TIMEOUT_MS = 10_000;

/** Sends a made-up AUTHORISATION to the endpoint at once, and tells what it answered. */
export const sendTest = async (world: World, endpoint: Endpoint): Promise<Record<string, unknown>> => {
  const { merchantAccount } = world.identity;
  const item = {
    additionalData: {},
    amount: { currency: 'EUR', value: 1000 },
    eventCode: 'AUTHORISATION',
    eventDate: eventDate(),
    merchantAccountCode: merchantAccount,
    merchantReference: 'testMerchantRef1',
    paymentMethod: 'visa',
    pspReference: newReference(),
    reason: 'test',
    success: 'true' as const,
  };
  const letter = letterFor(standardDelivery(0, [item], 0), () => endpoint.hmacKey);
  const result = { merchantId: merchantAccount, requestSent: letter.body };
  try {
    const response = await fetch(endpoint.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...letter.headers },
      body: letter.body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const output = await response.text();
    const status = response.ok ? 'success' : 'failed';
    return { data: [{ ...result, output, responseCode: String(response.status), status }] };
  } catch (error) {
    return { data: [{ ...result, output: String(error), responseCode: '0', status: 'failed' }] };
  }
};
