import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Enabler as Implementation } from './enabler.ts';
import type { Enabler as Declared, EnablerOptions, PaymentErrorCode } from './types.ts';

// The shipped types are hand-written: this line does not compile when the class is not what they say.
const Enabler: typeof Declared = Implementation;

const options: EnablerOptions = {
  processorUrl: 'https://processor.example/',
  sessionId: 's1',
  locale: 'de-DE',
};
const answers: Record<string, unknown> = {
  '/operations/config': {
    clientKey: 'sim_x',
    environment: 'TEST',
    storedPaymentMethodsConfig: { isEnabled: true },
  },
  '/payment-methods': { paymentMethods: [] },
  '/stored-payment-methods': {
    storedPaymentMethods: [
      { id: '1', type: 'scheme', isDefault: true },
      { id: '2', type: 'sepadirectdebit', isDefault: false },
    ],
  },
};

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const paths = (): string[] => fetched.mock.calls.map(([url]) => new URL(url).pathname);

beforeEach(() => {
  fetched
    .mockReset()
    .mockImplementation((url) => Promise.resolve(Response.json(answers[new URL(url).pathname])));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const codeOf = (work: () => unknown): Promise<PaymentErrorCode | undefined> =>
  Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => (error as { code?: PaymentErrorCode }).code,
    );

describe('the enabler', () => {
  it('asks for nothing before it is asked', async () => {
    const enabler = new Enabler(options);
    enabler.setStorePaymentDetails(true);
    await Promise.resolve();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('asks for configuration and methods once, both at a time, in the name of the session', async () => {
    const enabler = new Enabler(options);
    const asked = Promise.all([
      enabler.isStoredPaymentMethodsEnabled(),
      enabler.isStoredPaymentMethodsEnabled(),
    ]);
    await Promise.resolve();
    expect(paths().toSorted()).toEqual(['/operations/config', '/payment-methods']);
    expect(await asked).toEqual([true, true]);
    expect(fetched).toHaveBeenCalledTimes(2);
    const [, init] = fetched.mock.calls[0] ?? [];
    expect(init?.headers).toMatchObject({ 'X-Session-Id': 's1' });
  });

  it.each([
    ['de', 'DE'],
    ['', undefined],
    [null, undefined],
  ])('takes %j as the country %s', async (countryCode, country) => {
    await new Enabler({ ...options, countryCode } as EnablerOptions).isStoredPaymentMethodsEnabled();
    const [, init] = fetched.mock.calls.find(([url]) => url.endsWith('/payment-methods')) ?? [];
    expect((JSON.parse(init?.body as string) as { countryCode?: string }).countryCode).toBe(country);
  });

  it('lists stored methods by Checkout’s names', async () => {
    const { storedPaymentMethods } = await new Enabler(options).getStoredPaymentMethods({
      allowedMethodTypes: ['card'],
    });
    expect(storedPaymentMethods).toEqual([{ id: '1', type: 'card', isDefault: true }]);
  });

  it('lists no stored methods where they are switched off', async () => {
    fetched.mockImplementation((url) =>
      Promise.resolve(Response.json(url.includes('config') ? {} : { paymentMethods: [] })),
    );
    const listed = await new Enabler(options).getStoredPaymentMethods({ allowedMethodTypes: ['card'] });
    expect(listed).toEqual({ storedPaymentMethods: [] });
    expect(paths()).not.toContain('/stored-payment-methods');
  });

  it('can be asked again after a start that failed, in the page’s language', async () => {
    const enabler = new Enabler(options);
    fetched.mockResolvedValueOnce(Response.json({ errors: [{ code: 'invalid_token' }] }, { status: 401 }));
    await expect(enabler.isStoredPaymentMethodsEnabled()).rejects.toMatchObject({
      code: 'SessionExpired',
      message: 'Ihre Sitzung ist abgelaufen. Laden Sie die Seite neu und versuchen Sie es erneut.',
      retryable: false,
    });
    expect(await enabler.isStoredPaymentMethodsEnabled()).toBe(true);
  });

  it('refuses what it does not know, by its promises', async () => {
    const enabler = new Enabler(options);
    const refused = [
      enabler.createComponentBuilder('cash' as 'card'),
      enabler.createDropinBuilder('hpp' as 'embedded'),
      enabler.createExpressBuilder('card' as 'paypal'),
      enabler.createStoredPaymentMethodBuilder('paypal' as 'card'),
    ];
    for (const builder of refused) await expect(builder).rejects.toMatchObject({ code: 'InvalidUse' });
    expect(await codeOf(() => new Enabler({} as EnablerOptions))).toBe('InvalidUse');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('wants a session for what is shown for one, and none for express checkout', async () => {
    const { sessionId: _none, ...others } = options;
    const enabler = new Enabler({ ...others, countryCode: 'US', currencyCode: 'USD' });
    fetched.mockResolvedValue(Response.json({}, { status: 403 }));
    expect(await codeOf(() => enabler.createExpressBuilder('paypal'))).toBe('RequestRejected');
    expect(paths()).toEqual(['/express-config']);
    expect(fetched.mock.calls[0]?.[1].body).toBe('{"countryCode":"US","currencyCode":"USD"}');
    expect(await codeOf(() => enabler.createComponentBuilder('card'))).toBe('InvalidUse');
    expect(await codeOf(() => enabler.isStoredPaymentMethodsEnabled())).toBe('InvalidUse');
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
