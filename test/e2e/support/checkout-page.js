// A merchant's checkout page, as plain as it can be: what happens is written down in `calls`, for the test to read.

const calls = [];
const shown = new Map();

const plain = ({ name, code, message, retryable, paymentReference, cause }) => ({
  name,
  code,
  message,
  retryable,
  paymentReference,
  cause: String(cause?.message ?? cause ?? ''),
});

const enablerFor = async ({ enablerUrl, bundle = 'es', ...options }) => {
  let Enabler;
  if (bundle === 'es') {
    ({ Enabler } = await import(`${enablerUrl}/connector-enabler.es.js`));
  } else {
    await new Promise((resolve, reject) => {
      const tag = Object.assign(document.createElement('script'), {
        src: `${enablerUrl}/connector-enabler.umd.js`,
        onload: resolve,
        onerror: reject,
      });
      document.head.append(tag);
    });
    ({ Enabler } = window.Connector);
  }
  return new Enabler({
    onComplete: (result) => calls.push({ call: 'onComplete', ...result }),
    onError: (error, context) => calls.push({ call: 'onError', ...plain(error), context }),
    onPartialPayment: (payment) => calls.push({ call: 'onPartialPayment', ...payment }),
    onActionRequired: ({ type }) => {
      calls.push({ call: 'onActionRequired', type });
    },
    ...options,
  });
};

const creators = {
  component: (enabler, { type }) => enabler.createComponentBuilder(type),
  dropin: (enabler) => enabler.createDropinBuilder('embedded'),
  stored: (enabler) => enabler.createStoredPaymentMethodBuilder('card'),
  express: (enabler, { type }) => enabler.createExpressBuilder(type),
};

/** The shop's side of express checkout: what the wallet tells goes to the cart through `window.shop`. */
const expressOptions = (options) => ({
  ...options,
  onPayButtonClick: () => window.shop('onPayButtonClick', {}),
  onShippingAddressSelected: (told) => window.shop('onShippingAddressSelected', told),
  getShippingMethods: (told) => window.shop('getShippingMethods', told),
  onShippingMethodSelected: (told) => window.shop('onShippingMethodSelected', told),
  onPaymentSubmit: (told) => window.shop('onPaymentSubmit', told),
  onComplete: (result) => calls.push({ call: 'onComplete', of: 'express', ...result }),
});

const build = {
  pressed: (options) => ({
    ...options,
    ...(options.confirmsPress && {
      onPayButtonClick: async () => {
        calls.push({ call: 'onPayButtonClick' });
        return options.pressAnswer;
      },
    }),
    onDropinReady: () => {
      calls.push({ call: 'onDropinReady' });
    },
  }),
};

window.checkout = {
  calls,
  enabler: undefined,
  /** Makes an enabler; the same one is used until this is called again. */
  begin: async (options) => {
    window.checkout.enabler = await enablerFor(options);
  },
  /** Shows a component, the drop-in or a stored card. */
  show: async ({ kind, target = '#first', options = {}, ...rest }) => {
    const builder = await creators[kind](window.checkout.enabler, rest);
    const component = builder.build(kind === 'express' ? expressOptions(options) : build.pressed(options));
    component.mount(target);
    shown.set(target, component);
    return { hasSubmit: builder.componentHasSubmit ?? builder.dropinHasSubmit };
  },
  component: (target = '#first') => shown.get(target),
  failure: async (work) => {
    try {
      await work();
      return undefined;
    } catch (error) {
      return plain(error);
    }
  },
};

document.querySelector('#pay').addEventListener('click', () => {
  void shown.get('#first')?.submit(window.checkout.submitOptions);
});
window.checkout.isReady = true;
