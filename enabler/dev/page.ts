import { Enabler } from '../src/main.ts';
import { componentTypes } from '../src/methods/names.ts';
import type { ComponentType, EnablerOptions, ExpressType, PaymentComponent } from '../src/types.ts';
import { log, logRequestsTo } from './log.ts';
import { newCustomer, newSession, placeOf } from './sandbox.ts';

const surfaces = ['component', 'dropin', 'stored card', 'express'] as const;
const form = document.querySelector('form') ?? document.createElement('form');

function fill(name: string, options: readonly string[]): void {
  const select = form.elements.namedItem(name);
  if (select instanceof HTMLSelectElement) select.append(...options.map((option) => new Option(option)));
}

function choices() {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    surface: text('surface') as (typeof surfaces)[number],
    method: text('method') as ComponentType,
    locale: text('locale'),
    redirectMode: text('redirectMode') as 'page' | 'popup',
    total: Number(text('total')),
    processorUrl: text('processorUrl'),
    customerId: text('customerId') === '' ? undefined : text('customerId'),
    showPayButton: data.has('showPayButton'),
    storePaymentDetails: data.has('storePaymentDetails'),
  };
}

type Mounted = Pick<PaymentComponent, 'unmount'> & Partial<PaymentComponent>;
let shown: Mounted | undefined;

async function show(): Promise<void> {
  shown?.unmount();
  const chosen = choices();
  const { country, currency } = placeOf(chosen.method);
  const { total, customerId, processorUrl, locale } = chosen;
  const sessionId = await newSession({ country, currency, total, customerId }, processorUrl);
  const enabler = new Enabler({
    processorUrl,
    sessionId,
    locale,
    countryCode: country,
    currencyCode: currency,
    ...callbacks,
  });
  enabler.setStorePaymentDetails(chosen.storePaymentDetails);
  shown = await build(enabler, chosen, sessionId, currency);
}

const callbacks: Pick<EnablerOptions, 'onActionRequired' | 'onComplete' | 'onError' | 'onPartialPayment'> = {
  onActionRequired: (action) => {
    log('callback', 'onActionRequired', action);
  },
  onComplete: (result) => {
    log('callback', 'onComplete', result);
  },
  onPartialPayment: (payment) => {
    log('callback', 'onPartialPayment', payment);
  },
  onError: (error, context) => {
    const { code, message, retryable } = error;
    log('failed', `onError ${code}`, { code, message, retryable, cause: String(error.cause), context });
  },
};

async function build(
  enabler: InstanceType<typeof Enabler>,
  { surface, method, redirectMode, showPayButton, total }: ReturnType<typeof choices>,
  sessionId: string,
  currencyCode: string,
): Promise<Mounted> {
  const options = {
    redirectMode,
    showPayButton,
    onPayButtonClick: () => {
      log('callback', 'onPayButtonClick');
      return Promise.resolve();
    },
  };
  switch (surface) {
    case 'component': {
      const component = (await enabler.createComponentBuilder(method)).build(options);
      component.mount('#form');
      log('callback', 'isAvailable()', await component.isAvailable());
      return component;
    }
    case 'dropin': {
      const onDropinReady = (): void => log('callback', 'onDropinReady');
      const dropin = (await enabler.createDropinBuilder('embedded')).build({ ...options, onDropinReady });
      dropin.mount('#form');
      return dropin;
    }
    case 'stored card': {
      const { storedPaymentMethods } = await enabler.getStoredPaymentMethods({
        allowedMethodTypes: ['card'],
      });
      log('callback', 'getStoredPaymentMethods', storedPaymentMethods);
      const [first] = storedPaymentMethods;
      if (!first)
        throw new Error('The customer has stored no card. Pay with one first, with consent to store it.');
      const stored = (await enabler.createStoredPaymentMethodBuilder('card')).build({
        ...options,
        id: first.id,
        brands: [],
      });
      stored.mount('#form');
      return stored;
    }
    case 'express': {
      const told =
        <T>(name: string, answer: T) =>
        (what: unknown): Promise<T> => {
          log('callback', name, what);
          return Promise.resolve(answer);
        };
      const express = (await enabler.createExpressBuilder(method as ExpressType)).build({
        initialAmount: { centAmount: total, currencyCode, fractionDigits: 2 },
        onPayButtonClick: () => told('onPayButtonClick', { sessionId })(undefined),
        onShippingAddressSelected: told('onShippingAddressSelected', undefined),
        getShippingMethods: told('getShippingMethods', []),
        onShippingMethodSelected: told('onShippingMethodSelected', undefined),
        onPaymentSubmit: told('onPaymentSubmit', undefined),
      });
      express.mount('#form');
      return express;
    }
  }
}

/** Runs what a button asks for, and writes down why it did not work. */
function onClick(selector: string, work: () => unknown): void {
  document.querySelector(selector)?.addEventListener('click', () => {
    void Promise.resolve()
      .then(work)
      .catch((error: unknown) => {
        log('failed', error instanceof Error ? error.message : 'failed', error);
      });
  });
}

fill('surface', surfaces);
fill('method', componentTypes);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  show().catch((error: unknown) => {
    log('failed', error instanceof Error ? error.message : 'failed', {
      cause: String((error as Error).cause),
    });
  });
});
onClick('#submit', () => shown?.submit?.({ storePaymentDetails: choices().storePaymentDetails }));
onClick('#state', () => {
  log('callback', 'getState()', shown?.getState?.());
});
onClick('#unmount', () => {
  shown?.unmount();
});
onClick('#customer', async () => {
  const field = form.elements.namedItem('customerId');
  if (field instanceof HTMLInputElement) field.value = await newCustomer();
});
logRequestsTo(() => choices().processorUrl);

const returned = new URLSearchParams(location.search).get('paymentReference');
if (returned !== null) log('callback', 'returned from the bank', { paymentReference: returned });
