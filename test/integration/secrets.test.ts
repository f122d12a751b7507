import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Answer, type Call, type Stack } from '../sandbox/harness.ts';
import { payAtTheBank } from './bank.ts';
import { startCollector, type Collector } from './collector.ts';
import { newCustomer, storedCard } from './stored-support.ts';
import { card, method, newShopper, type Shopper } from './support.ts';
import { deliver, envelope, eventOf } from './webhook.ts';

/** What identifies the shopper of the day, in the forms that browsers and commercetools send it in. */
const person = {
  email: 'augusta.lovelace@example.org',
  firstName: 'Augusta',
  lastName: 'Lovelace-Byron',
  streetName: 'Piccadilly Terrace',
  phone: '+442079460123',
  iban: 'NL13TEST0123456789',
};

const settings = {
  ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true',
  ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: 'true',
  ADYEN_SAVE_INTERFACE_INTERACTIONS: 'true',
  ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
  ADYEN_TIMEOUT_MS: '3000',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=collector-secret-4711',
};

let collector: Collector;
let stack: Stack;
const answers: Answer<unknown>[] = [];
const sessions: string[] = [];
const tokens: string[] = [];
/** What went by that must not stay: details, payment data, tokens of stored methods. */
const passing = new Set<string>();

const call = async <Body = unknown>(path: string, options: Call = {}): Promise<Answer<Body>> => {
  const answer = await stack.call<Body>(path, options);
  answers.push(answer);
  return answer;
};

const visit = async (customerId?: string): Promise<Shopper> => {
  const shopper = await newShopper(stack, { cart: customerId === undefined ? {} : { customerId } });
  sessions.push(shopper.sessionId);
  return {
    ...shopper,
    pay: (body, options) => call('/payments', { sessionId: shopper.sessionId, body, ...options }),
    sendDetails: (body, options) =>
      call('/payments/details', { sessionId: shopper.sessionId, body, ...options }),
  };
};

const personal = {
  billingAddress: {
    street: person.streetName,
    houseNumberOrName: '1',
    city: 'London',
    postalCode: 'W1J',
    country: 'GB',
  },
  shopperEmail: person.email,
  shopperName: { firstName: person.firstName, lastName: person.lastName },
  telephoneNumber: person.phone,
};

const backOffice = (id: string, action: object) => {
  const token = stack.commercetools.control.issueToken({ scopes: ['manage_project'] });
  tokens.push(token);
  return call(`/operations/payment-intents/${id}`, {
    body: { actions: [action] },
    headers: { Authorization: `Bearer ${token}` },
  });
};

const shopping = async (customerId: string): Promise<string> => {
  const shopper = await visit(customerId);
  const { sessionId } = shopper;
  await call('/operations/config', { sessionId });
  await call('/payment-methods', { sessionId, body: { countryCode: 'GB' } });
  await call('/stored-payment-methods', { sessionId });
  const { body } = await shopper.pay({ ...card(), ...personal, storePaymentMethod: true });
  await stack.adyen.control.whenIdle();
  const stored = stack.commercetools.control.paymentMethods(customerId)[0];
  const again = await visit(customerId);
  await again.pay(storedCard(stored?.id ?? randomUUID()));
  await call('/stored-payment-methods', { sessionId: again.sessionId });
  return body.paymentReference;
};

const atTheBank = async (): Promise<void> => {
  const shopper = await visit();
  const { body } = await shopper.pay(method('ideal'));
  const redirectResult = await payAtTheBank(body.action?.url ?? '');
  passing.add(redirectResult);
  const query = new URLSearchParams({
    ctsid: shopper.sessionId,
    paymentReference: body.paymentReference,
    redirectResult,
  });
  await call(`/payments/details?${query.toString()}`);
  await call(`/payments/details?ctsid=${shopper.sessionId}&redirectResult=${redirectResult}x`);
  await call(`/payments/${body.paymentReference}`, { sessionId: shopper.sessionId });
};

const refusals = async (): Promise<void> => {
  const shopper = await visit();
  stack.adyen.control.outcome({ operation: 'payment', resultCode: 'Refused', refusalReason: 'FRAUD' });
  await shopper.pay({ ...card(), ...personal });
  await shopper.pay({ ...card(), paymentMethod: { type: 'scheme', number: '4111111111111111', cvc: '737' } });
  await shopper.pay({
    paymentMethod: { type: 'sepadirectdebit', iban: person.iban, ownerName: `${person.firstName} X` },
  });
  await shopper.sendDetails({
    details: { redirectResult: 'nonsense-result' },
    paymentReference: randomUUID(),
  });
  await call('/payments', { sessionId: `${shopper.sessionId}x`, body: card() });
  await call('/operations/status', {
    headers: { Authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln' },
  });
  tokens.push('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln');
};

const troubleUpstream = async (): Promise<void> => {
  const { control } = stack.commercetools;
  const words = `${person.email} ${stack.commercetools.clientSecret} ${stack.adyen.apiKey} at /sessions/${sessions[0] ?? ''}`;
  for (const [path, status] of [
    ['/carts/', 500],
    ['/sessions/', 503],
    ['/payments', 400],
    ['/oauth/token', 401],
  ] as const) {
    const fault = control.fault({
      path,
      status,
      times: 6,
      body: { statusCode: status, message: words, errors: [{ code: words, message: words }] },
    });
    if (path === '/oauth/token') control.expireTokens();
    const shopper = await newShopper(stack);
    sessions.push(shopper.sessionId);
    await call('/payments', { sessionId: shopper.sessionId, body: { ...card(), ...personal } });
    fault.remove();
  }
  for (const [status, times] of [
    [401, 1],
    [422, 1],
    [500, 20],
  ] as const) {
    const body = { status, errorCode: '000', message: words, errorType: 'x' };
    stack.adyen.control.fault({ path: '/payments$', respond: { status, body }, times });
    await (await visit()).pay({ ...card(), ...personal });
  }
};

const notifications = async (paid: string): Promise<void> => {
  const withPerson = {
    additionalData: {
      cardSummary: '1111',
      shopperEmail: person.email,
      cardHolderName: `${person.firstName} ${person.lastName}`,
    },
    reason: `033899:1111:03/2030 ${person.email}`,
  };
  await deliver(stack, [eventOf(stack, paid, 'CAPTURE', withPerson)]);
  await call('/notifications', { body: envelope([eventOf(stack, paid, 'REFUND', withPerson)]) });
  await call('/notifications', { body: `{"notificationItems": "${person.email}` });
};

beforeAll(async () => {
  collector = await startCollector();
  stack = await startStack({ environment: { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  stack.adyen.control.settings({ webhookDelayMs: 20 });
  const customerId = await newCustomer(stack);
  const paid = await shopping(customerId);
  await backOffice(paid, { action: 'capturePayment', amount: { centAmount: 100, currencyCode: 'EUR' } });
  await backOffice(paid, {
    action: 'refundPayment',
    amount: { centAmount: 100_000_000, currencyCode: 'EUR' },
  });
  await atTheBank();
  await refusals();
  await notifications(paid);
  await troubleUpstream();
  for (const { id } of stack.adyen.control.tokens()) passing.add(id);
  await stack.processors[0]?.stop();
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await collector.stop();
});

/** Each secret with a name, so that a failure says which one leaked without printing it. */
const secrets = (): [name: string, text: string][] => [
  ['the client secret', stack.commercetools.clientSecret],
  ['the API key', stack.adyen.apiKey],
  ['the HMAC key', stack.adyen.hmacKey],
  ['the collector’s key', 'collector-secret-4711'],
  ...tokens.map((token, index): [string, string] => [`bearer token ${index}`, token]),
  ...[...passing].map((text, index): [string, string] => [`result or token ${index}`, text]),
  ...Object.entries(person),
  ['a card number', '4111111111111111'],
  ['an encrypted card number', 'test_4111111111111111'],
  ['an encrypted security code', 'test_737'],
];

const leaksIn = (text: string, needles: [string, string][]): string[] =>
  needles.filter(([, needle]) => needle !== '' && text.includes(needle)).map(([name]) => name);

const interactions = (): string =>
  JSON.stringify(
    stack.commercetools.control.payments().map(({ interfaceInteractions }) => interfaceInteractions),
  );

describe('after a day of payments, refusals and trouble, at level debug', () => {
  it('the day was as eventful as it should be', () => {
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200, 302, 400, 401, 404, 422, 502, 503, 504]),
    );
    expect(collector.spans().length).toBeGreaterThan(50);
    expect(stack.logs().split('\n').length).toBeGreaterThan(40);
  });

  it('no log line holds a secret, a session or anything of the shopper', () => {
    const sessionIds = sessions.map((id, index): [string, string] => [`session ${index}`, id]);
    expect(leaksIn(stack.logs(), [...secrets(), ...sessionIds])).toEqual([]);
    expect(stack.logs()).not.toMatch(/Bearer (?!\[REDACTED\])/);
  });

  it('no span and no metric does', () => {
    const sessionIds = sessions.map((id, index): [string, string] => [`session ${index}`, id]);
    expect(leaksIn(collector.texts.join('\n'), [...secrets(), ...sessionIds])).toEqual([]);
  });

  it('no answer does', () => {
    const text = answers.map(({ body, headers }) => JSON.stringify([body, [...headers]])).join('\n');
    expect(leaksIn(text, secrets())).toEqual([]);
  });

  it('no interface interaction does', () => {
    expect(leaksIn(interactions(), secrets())).toEqual([]);
  });
});
