import type { Type } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLane, type Lane } from '../faults/lane.ts';
import { card, linesOf, newShopper, useStack, type ErrorAnswer, type PaymentAnswer } from './support.ts';
import { envelope, eventOf, newPspReference, signedItem } from './webhook.ts';

// A project whose post-deploy step never ran, or whose types somebody removed: the processor creates them at first use, and
// where it may not, nothing reaches Adyen.
const TRANSACTION_TYPE = 'adyen-connector-transaction';

const stack = useStack();
let lane: Lane;
let other: Lane;
/** With an API client that lacks the scope manage_types. */
let limited: Lane;
let token = '';

beforeAll(async () => {
  const { commercetools, adyen } = stack();
  const { control } = commercetools;
  token = control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const scopes = ['manage_payments', 'manage_orders', 'view_sessions', 'introspect_oauth_tokens'];
  control.addClient({ clientId: 'limited', clientSecret: 'limited-secret', scopes });
  [lane, other, limited] = await Promise.all([
    startLane(stack()),
    startLane(stack()),
    startLane(stack(), { CTP_CLIENT_ID: 'limited', CTP_CLIENT_SECRET: 'limited-secret' }),
  ]);
  adyen.control.setNotificationUrl(`${lane.url}/notifications`);
});
afterAll(() => Promise.all([lane.stop(), other.stop(), limited.stop()]));

const types = (): Type[] => stack().commercetools.control.all('type') as unknown as Type[];
const ourTypes = () => types().filter(({ key }) => key === TRANSACTION_TYPE);

/** Payments may have fields of a type, which then cannot be deleted; under another key nobody finds it any more. */
const removeTypes = (): void => {
  for (const type of types()) {
    stack().commercetools.control.put('type', { ...type, key: `removed-${randomUUID()}` });
  }
};
beforeEach(removeTypes);

/** A cart of 10.00 EUR; `pay` tries once at an instance. */
const shopper = async () => {
  const { cartId, sessionId } = await newShopper(stack(), { cart: { total: 1000 } });
  const pay = (at: Lane, key?: string) =>
    at.send<PaymentAnswer & Partial<ErrorAnswer>>('/payments', {
      sessionId,
      body: card(),
      headers: { ...(key !== undefined && { 'Idempotency-Key': key }) },
    });
  return { cartId, pay };
};

const authorised = async (): Promise<string> => {
  const { pay } = await shopper();
  const { status, body } = await pay(lane);
  expect(status).toBe(200);
  await stack().adyen.control.whenIdle();
  return body.paymentReference;
};

const capture = (at: Lane, id: string, centAmount: number, key?: string) =>
  at.send<{ outcome?: string } & Partial<ErrorAnswer>>(`/operations/payment-intents/${id}`, {
    headers: { Authorization: `Bearer ${token}`, ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: { actions: [{ action: 'capturePayment', amount: { centAmount, currencyCode: 'EUR' } }] },
  });

const factsOf = async (id: string): Promise<unknown[]> =>
  (await stack().payment(id)).transactions.map(
    ({ custom }) => custom?.fields['adyenConnectorFacts'] as unknown,
  );

const callsForTypes = (): number => stack().commercetools.control.count({ path: '/types' });
const sentToAdyen = (): number => stack().adyen.control.journal().length;

const configurationFault = {
  status: 503,
  body: { errors: [expect.objectContaining({ code: 'ConfigurationFault' })] },
};

describe('a custom type that is missing', () => {
  it('is created by the first attempt, which goes through; the next one asks nothing', async () => {
    const id = await authorised();
    expect(ourTypes()).toHaveLength(1);
    expect(await factsOf(id)).toEqual([expect.arrayContaining(['authorised', 'started'])]);
    expect(lane.logs()).toContain(`The custom type ${TRANSACTION_TYPE} was created.`);
    const before = callsForTypes();
    await authorised();
    expect(callsForTypes()).toBe(before);
  });

  it('is created by the first capture, also when it went missing in between', async () => {
    const id = await authorised();
    removeTypes();
    expect(await capture(lane, id, 400)).toMatchObject({ status: 200, body: { outcome: 'received' } });
    removeTypes();
    expect(await capture(lane, id, 400)).toMatchObject({ status: 200, body: { outcome: 'received' } });
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 400',
      'Charge Success 400',
    ]);
    expect(await factsOf(id)).not.toContain(undefined);
  });

  it('is created once by two instances at once', async () => {
    const all = await Promise.all([lane, other, lane, other].map(async (at) => (await shopper()).pay(at)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(ourTypes()).toHaveLength(1);
    await stack().adyen.control.whenIdle();
  });

  it('does not split a key: the same capture at two instances at once is one', async () => {
    const id = await authorised();
    removeTypes();
    const all = await Promise.all([lane, other, lane, other].map((at) => capture(at, id, 300, 'one')));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 300']);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
  });

  it('is completed where it lacks fields', async () => {
    await authorised();
    const [type] = ourTypes();
    if (!type) throw new Error('There is no type.');
    const fieldDefinitions = type.fieldDefinitions.filter(({ name }) => name !== 'requestDigest');
    const lacking: Type = { ...type, fieldDefinitions };
    stack().commercetools.control.put('type', { ...lacking });
    await authorised();
    expect(ourTypes()[0]?.fieldDefinitions).toHaveLength(type.fieldDefinitions.length);
  });
});

describe('a custom type that is missing and may not be created', () => {
  it('is a configuration fault of an attempt: Adyen is not called, and nothing is left behind', async () => {
    const { cartId, pay } = await shopper();
    const before = sentToAdyen();
    const payments = stack().commercetools.control.payments().length;
    expect(await pay(limited, 'again')).toMatchObject(configurationFault);
    expect(sentToAdyen()).toBe(before);
    expect(stack().commercetools.control.payments()).toHaveLength(payments);
    expect(stack().commercetools.control.cart(cartId).paymentInfo).toBeUndefined();
    expect(limited.logs()).toMatch(
      /"CustomTypeMissing".*connector:post-deploy.*manage_types|connector:post-deploy.*manage_types.*"CustomTypeMissing"/,
    );

    // Once it is there, an API client without the scope will do.
    await authorised();
    expect(await pay(limited, 'again')).toMatchObject({ status: 200, body: { resultCode: 'Authorised' } });
    await stack().adyen.control.whenIdle();
  });

  it('is a configuration fault of a capture: the Payment stays as it was', async () => {
    const id = await authorised();
    removeTypes();
    for (const key of [undefined, 'key']) {
      expect(await capture(limited, id, 400, key)).toMatchObject(configurationFault);
    }
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
    expect(stack().adyen.control.payment(id)?.modifications).toEqual([]);
    await authorised();
    expect((await capture(limited, id, 400, 'key')).status).toBe(200);
    expect((await capture(lane, id, 400, 'key')).status).toBe(200);
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
  });

  it('keeps a notification waiting, which is applied once the type is there', async () => {
    const id = await authorised();
    removeTypes();
    const event = eventOf(stack(), id, 'CAPTURE', {
      pspReference: newPspReference(),
      originalReference: stack().adyen.control.payment(id)?.pspReference ?? '',
    });
    const notify = () =>
      limited.send('/notifications', { body: envelope([signedItem(event, stack().adyen.hmacKey)]) });
    expect((await notify()).status).toBe(503);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
    await authorised();
    expect((await notify()).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });
});

it('takes no name that the transaction type of another connector has, whatever its field is', async () => {
  const names = ['facts', 'reason', 'reference', 'outcome', 'order', 'charge', 'cart'];
  const theirs = {
    key: `theirs-${randomUUID()}`,
    name: { en: 'Another connector' },
    resourceTypeIds: ['transaction'],
    fieldDefinitions: names.map((name) => ({
      name,
      label: { en: name },
      required: false,
      type: { name: 'Number' },
    })),
  };
  await stack().commercetools.control.request('POST', '/types', theirs);
  const id = await authorised();
  expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
  expect(await capture(lane, id, 400)).toMatchObject({ status: 200, body: { outcome: 'received' } });
});
