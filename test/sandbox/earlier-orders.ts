import type { Shop } from './shop/index.ts';

const cards = ['4111111111111111', '5500000000000004'];

const encrypted = (number: string) => ({
  type: 'scheme',
  encryptedCardNumber: `test_${number}`,
  encryptedExpiryMonth: 'test_03',
  encryptedExpiryYear: 'test_2030',
  encryptedSecurityCode: 'test_737',
});

async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Lets the shop's one customer order twice and store both cards, so that she comes back as somebody who is known. */
export async function placeEarlierOrders({ url }: Shop, processorUrl: string): Promise<void> {
  for (const [index, number] of cards.entries()) {
    const basket = {
      visitor: 'customer',
      country: 'NL',
      currency: 'EUR',
      items: [{ sku: index === 0 ? 'notebook' : 'plant', quantity: 1 }],
    };
    const { cartId } = await post<{ cartId: string }>(`${url}/api/cart`, basket);
    const { sessionId } = await post<{ sessionId: string }>(`${url}/api/carts/${cartId}/session`, {});
    const { paymentReference } = await post<{ paymentReference: string }>(
      `${processorUrl}/payments`,
      { paymentMethod: encrypted(number), storePaymentMethod: true, origin: url },
      { 'X-Session-Id': sessionId },
    );
    await post(`${url}/api/payments/${paymentReference}/order`, {});
  }
}
