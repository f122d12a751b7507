import { describe, expect, it } from 'vitest';
import { merchantReturnUrl } from '../sandbox/harness.ts';
import { chooseAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack();

const start = async (total = 1500, metadata = {}) => {
  const shopper = await newShopper(stack(), { cart: { total }, metadata });
  const { body } = await shopper.pay(method('ideal'));
  return { ...shopper, reference: body.paymentReference, bank: body.action?.url ?? '' };
};

const follow = async (url: URL) => {
  const answer = await fetch(url, { redirect: 'manual' });
  return { status: answer.status, location: new URL(answer.headers.get('location') ?? 'about:blank') };
};

describe('the return from a bank', () => {
  it('that was paid ends on the merchant’s page, the Payment authorised and charged', async () => {
    const { reference, bank } = await start(1500, { merchantReturnUrl: 'https://shop.example/thanks?a=1' });
    const { status, location } = await follow(await chooseAtTheBank(bank, 'pay'));
    expect(status).toBe(302);
    expect(location.origin + location.pathname).toBe('https://shop.example/thanks');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({ a: '1', paymentReference: reference });
    // Adyen captures iDEAL by itself.
    await expect
      .poll(() => linesOf(stack(), reference))
      .toEqual(['Authorization Success 1500', 'Charge Success 1500']);
  });

  it('is not used up by a HEAD request', async () => {
    const { reference, bank } = await start();
    const back = await chooseAtTheBank(bank, 'pay');
    stack().adyen.control.holdWebhooks();
    expect((await fetch(back, { method: 'HEAD', redirect: 'manual' })).status).toBe(302);
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Initial 1500']);
    stack().adyen.control.releaseWebhooks();
  });

  it('ends on the configured page where the session’s is none', async () => {
    const { bank } = await start(1500, { merchantReturnUrl: 'javascript:alert(1)' });
    const { location } = await follow(await chooseAtTheBank(bank, 'pay'));
    expect(location.href.startsWith(merchantReturnUrl)).toBe(true);
  });

  it('that was cancelled is a failure, and the cart can be paid again', async () => {
    const { reference, bank, pay } = await start();
    const { location } = await follow(await chooseAtTheBank(bank, 'cancel'));
    expect(location.href.startsWith(merchantReturnUrl)).toBe(true);
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Failure 1500']);
    expect((await pay(card())).body.resultCode).toBe('Authorised');
  });

  it('without a result changes nothing and still ends on the merchant’s page', async () => {
    const { reference, sessionId } = await start();
    const query = new URLSearchParams({ paymentReference: reference, ctsid: sessionId });
    const { status, location } = await follow(
      new URL(`${stack().processorUrl}/payments/details?${query.toString()}`),
    );
    expect(status).toBe(302);
    expect(location.searchParams.get('paymentReference')).toBe(reference);
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Initial 1500']);
  });

  it('with a session that has expired ends there too, and the webhook tells the end', async () => {
    const { reference, bank, sessionId } = await start();
    const back = await chooseAtTheBank(bank, 'pay');
    stack().commercetools.control.expireSession(sessionId);
    const { status, location } = await follow(back);
    expect(status).toBe(302);
    expect(location.href.startsWith(merchantReturnUrl)).toBe(true);
    expect(location.searchParams.get('paymentReference')).toBe(reference);
    await expect
      .poll(() => linesOf(stack(), reference))
      .toEqual(['Authorization Success 1500', 'Charge Success 1500']);
  });

  it.each(['', '?paymentReference=x', '?ctsid=../..&redirectResult=1', '?paymentReference[]=1&ctsid[]=2'])(
    'that is nonsense (%j) is no raw JSON either',
    async (query) => {
      const { status, location } = await follow(new URL(`${stack().processorUrl}/payments/details${query}`));
      expect(status).toBe(302);
      expect(location.href.startsWith(merchantReturnUrl)).toBe(true);
    },
  );

  it('twice is harmless', async () => {
    const { reference, bank } = await start();
    const back = await chooseAtTheBank(bank, 'pay');
    await follow(back);
    expect((await follow(back)).location.searchParams.get('paymentReference')).toBe(reference);
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), reference)).toEqual(['Authorization Success 1500', 'Charge Success 1500']);
  });
});

describe('details', () => {
  it('of another cart’s payment are refused and change nothing', async () => {
    const mine = await start(800);
    const theirs = await newShopper(stack());
    const result = (await chooseAtTheBank(mine.bank, 'pay')).searchParams.get('redirectResult');
    const answer = await theirs.sendDetails<ErrorAnswer>({
      details: { redirectResult: result },
      paymentReference: mine.reference,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await linesOf(stack(), mine.reference)).not.toContain('Authorization Failure 800');
  });

  it('that belong to another payment of Adyen’s do not authorise this one', async () => {
    const [cheap, dear] = [await start(100), await start(99_900)];
    const result = (await chooseAtTheBank(cheap.bank, 'pay')).searchParams.get('redirectResult');
    const answer = await dear.sendDetails<ErrorAnswer>({
      details: { redirectResult: result },
      paymentReference: dear.reference,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await linesOf(stack(), dear.reference)).toEqual(['Authorization Initial 99900']);
  });

  it.each([
    {},
    { details: 'x' },
    { details: {}, paymentReference: 7 },
    { paymentReference: 'not-a-uuid', details: {} },
  ])('of the wrong form are a 400: %j', async (body) => {
    const { sendDetails } = await newShopper(stack());
    expect((await sendDetails<ErrorAnswer>(body)).status).toBe(400);
  });
});
