import type { BrowserContext } from 'playwright-core';

// Stand-ins for the wallets' own scripts: as much of each as adyen-web uses. What the sheet was asked to show and what
// became of the payment is in `window.sheet`; `window.sheetPlan` says what the shopper does.

const googlePay = `
window.sheet = {};
window.google = { payments: { api: { PaymentsClient: class {
  constructor(options) { this.callbacks = options.paymentDataCallbacks; }
  isReadyToPay() { return Promise.resolve({ result: true }); }
  createButton({ onClick }) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Google Pay' });
    button.addEventListener('click', onClick);
    return button;
  }
  async loadPaymentData(request) {
    const plan = window.sheetPlan ?? {};
    window.sheet = { request, updates: [] };
    if (plan.cancel) throw Object.assign(new Error('cancelled'), { statusCode: 'CANCELED' });
    for (const change of plan.changes ?? []) {
      window.sheet.updates.push(await this.callbacks.onPaymentDataChanged(change));
    }
    const data = {
      email: 'sanne@example.com',
      shippingAddress: plan.shippingAddress,
      paymentMethodData: {
        info: { cardNetwork: 'VISA', billingAddress: plan.shippingAddress },
        tokenizationData: { token: plan.token ?? JSON.stringify({ signature: 'sandbox', signedMessage: '{}' }) },
      },
    };
    window.sheet.result = await this.callbacks.onPaymentAuthorized(data);
    return data;
  }
} } } };`;

const applePay = `
window.sheet = {};
window.ApplePayError = class { constructor(code) { this.code = code; } };
window.ApplePaySession = class {
  static STATUS_SUCCESS = 0;
  static STATUS_FAILURE = 1;
  static canMakePayments() { return true; }
  static supportsVersion(version) { return version <= 14; }
  constructor(version, request) { window.sheet = { version, request, updates: [] }; }
  async begin() {
    const plan = window.sheetPlan ?? {};
    if (plan.cancel) return this.oncancel({});
    window.sheet.merchantSession = await new Promise((resolve) => {
      this.completeMerchantValidation = resolve;
      this.onvalidatemerchant({ validationURL: 'https://apple-pay-gateway.apple.com/paymentservices/startSession' });
    });
    for (const change of plan.changes ?? []) {
      window.sheet.updates.push(await new Promise((resolve) => {
        this.completeShippingContactSelection = resolve;
        this.completeShippingMethodSelection = resolve;
        if (change.shippingContact) this.onshippingcontactselected(change);
        else this.onshippingmethodselected(change);
      }));
    }
    window.sheet.result = await new Promise((resolve) => {
      this.completePayment = resolve;
      const { contact } = plan;
      const token = { paymentData: { data: plan.token ?? 'sandbox', version: 'EC_v1' } };
      this.onpaymentauthorized({ payment: { token, shippingContact: contact, billingContact: contact } });
    });
  }
  abort() { window.sheet.aborted = true; }
};
customElements.define('apple-pay-button', class extends HTMLElement {
  connectedCallback() { this.textContent = 'Apple Pay'; this.style.display = 'block'; this.style.height = '40px'; }
});`;

const paypal = `
window.sheet = {};
window.paypal = {
  FUNDING: { PAYPAL: 'paypal', CREDIT: 'credit', PAYLATER: 'paylater', VENMO: 'venmo' },
  Buttons: (options) => ({
    isEligible: () => options.fundingSource === 'paypal',
    render: (element) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'PayPal' });
      button.addEventListener('click', async () => {
        const plan = window.sheetPlan ?? {};
        let stopped = false;
        await options.onClick?.({}, { resolve: () => undefined, reject: () => { stopped = true; } });
        if (stopped) return;
        const orderID = await options.createOrder().catch(() => undefined);
        if (orderID === undefined) return;
        window.sheet = { orderID, refusals: [] };
        if (plan.cancel) return options.onCancel({ orderID });
        const reject = (reason) => { window.sheet.refusals.push(reason); return Promise.resolve(); };
        for (const change of plan.changes ?? []) {
          if (change.shippingAddress) await options.onShippingAddressChange(change, { reject });
          else await options.onShippingOptionsChange(change, { reject });
        }
        const order = { get: () => Promise.resolve(plan.order ?? {}) };
        await options.onApprove({ orderID, payerID: 'SANDBOXPAYER', paymentID: null }, { order });
      });
      element.append(button);
      return Promise.resolve();
    },
  }),
};`;

const scripts = {
  googlepay: ['https://pay.google.com/**', googlePay],
  applepay: ['https://applepay.cdn-apple.com/**', applePay],
  paypal: ['https://www.paypal.com/sdk/**', paypal],
} as const;

export type Wallet = keyof typeof scripts;

const appleSession = Buffer.from(JSON.stringify({ merchantSessionIdentifier: 'sandbox' })).toString('base64');

/** Puts the stand-in of a wallet's script in its place, and of Apple's answer to Adyen's question for a session. */
export const provideWallet = async (context: BrowserContext, wallet: Wallet): Promise<void> => {
  const [url, body] = scripts[wallet];
  await context.route('**/v1/applePay/sessions?*', (route) =>
    route.fulfill({ json: { data: appleSession }, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await context.route(url, (route) =>
    route.fulfill({ body, contentType: 'text/javascript', headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
};

/** What a stand-in wrote down about the wallet's sheet. */
export interface Sheet {
  request?: Record<string, unknown>;
  updates?: Record<string, unknown>[];
  result?: unknown;
  merchantSession?: unknown;
  orderID?: string;
  refusals?: string[];
}

declare global {
  interface Window {
    sheet: Sheet;
    sheetPlan: object | undefined;
  }
}
