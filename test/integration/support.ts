import type { Payment } from '@commercetools/platform-sdk';
import { afterAll, beforeAll } from 'vitest';
import { startStack, type Answer, type Call, type Stack, type StackOptions } from '../sandbox/harness.ts';

/** One stack for all tests of a file. */
export function useStack(options?: StackOptions): () => Stack {
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = await startStack(options);
    stack.adyen.control.settings({ webhookDelayMs: 20 });
  });
  afterAll(() => stack?.stop());
  return () => {
    if (stack === undefined) throw new Error('The stack is there only while tests run.');
    return stack;
  };
}

/** What the processor answers to an attempt or its continuation. */
export interface PaymentAnswer {
  paymentReference: string;
  resultCode: string;
  action?: { type: string; url?: string; paymentData?: string; [field: string]: unknown };
  refusalReason?: string;
  merchantReturnUrl?: string;
}

/** What the processor answers when it does not do as asked. */
export interface ErrorAnswer {
  statusCode: number;
  message: string;
  errors: { code: string; message: string; [field: string]: unknown }[];
  error?: string;
  error_description?: string;
}

type CartOptions = Parameters<Stack['commercetools']['control']['createCart']>[0];
type Metadata = Parameters<Stack['commercetools']['control']['createSession']>[0]['metadata'];

/** A cart and its session, and the calls that a browser makes with them. */
export interface Shopper {
  readonly cartId: string;
  readonly sessionId: string;
  pay: <Body = PaymentAnswer>(body: unknown, call?: Call) => Promise<Answer<Body>>;
  sendDetails: <Body = PaymentAnswer>(body: unknown, call?: Call) => Promise<Answer<Body>>;
}

export async function newShopper(
  stack: Stack,
  { cart = {}, metadata = {} }: { cart?: CartOptions; metadata?: Metadata } = {},
): Promise<Shopper> {
  const { control } = stack.commercetools;
  const { id: cartId } = await control.createCart(cart);
  const { id: sessionId } = control.createSession({ cartId, metadata });
  return {
    cartId,
    sessionId,
    pay: (body, call) => stack.call('/payments', { sessionId, body, ...call }),
    sendDetails: (body, call) => stack.call('/payments/details', { sessionId, body, ...call }),
  };
}

const browser = {
  origin: 'http://localhost:9312',
  browserInfo: {
    acceptHeader: '*/*',
    colorDepth: 24,
    language: 'en-GB',
    javaEnabled: false,
    screenHeight: 900,
    screenWidth: 1440,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
    timeZoneOffset: -60,
  },
};

/** What adyen-web hands over for a card, encrypted in the form of Adyen's test blobs. */
export const card = (number = '4111111111111111', extra: Record<string, unknown> = {}) => ({
  ...browser,
  paymentMethod: {
    type: 'scheme',
    encryptedCardNumber: `test_${number}`,
    encryptedExpiryMonth: 'test_03',
    encryptedExpiryYear: 'test_2030',
    encryptedSecurityCode: 'test_737',
    ...extra,
  },
});

/** What adyen-web hands over for a method without fields of its own. */
export const method = (type: string) => ({ ...browser, paymentMethod: { type } });

/** A Payment's transactions in one line each, in the order in which they were added. */
export const lines = ({ transactions }: Payment): string[] =>
  transactions.map(({ type, state, amount }) => `${type} ${state} ${amount.centAmount}`);

/** Those of a Payment in commercetools. */
export const linesOf = async (stack: Stack, paymentReference: string): Promise<string[]> =>
  lines(await stack.payment(paymentReference));

/** Those of a Payment in commercetools, once Adyen has told everything that it has to tell. */
export async function settledLines(stack: Stack, paymentReference: string): Promise<string[]> {
  await stack.adyen.control.whenIdle();
  return linesOf(stack, paymentReference);
}

/** Pays a new cart by card; resolves with the Payment's id once the notification has come, unless those are held. */
export async function authorisedCard(stack: Stack, total = 1000): Promise<string> {
  const { pay } = await newShopper(stack, { cart: { total } });
  const { body } = await pay(card());
  await stack.adyen.control.whenIdle();
  return body.paymentReference;
}

/** Asks a path of Adyen's where connections are cut until it answers again. */
export async function useUpFault({ adyen }: Stack, path: string): Promise<void> {
  const isCut = () =>
    fetch(adyen.url + path, { method: 'POST' }).then(
      () => false,
      () => true,
    );
  while (await isCut());
}
