import { ask, byId } from './dom.js';
import { remember } from './visit.js';

/** How the shopper sees the ways to pay: all in Adyen's drop-in, or one as a component of its own. */
export const styles = [
  { id: 'dropin', name: 'Drop-in, all methods' },
  { id: 'card', name: 'Card component' },
  { id: 'ideal', name: 'iDEAL component' },
  { id: 'klarna_pay_later', name: 'Klarna component' },
  { id: 'sepadirectdebit', name: 'SEPA component' },
];

/** Where a bank's page opens. */
export const redirectModes = [
  { id: 'page', name: 'in this tab' },
  { id: 'popup', name: 'in a popup' },
];

/** The enabler, imported at run time from where it is deployed, as any custom frontend would. */
const loadEnabler = (enablerUrl) =>
  import(`${enablerUrl}/connector-enabler.es.js`).then(({ Enabler }) => Enabler);

/**
 * Keeps one payment form in the page that fits the cart: every call of `show` replaces the form.
 * @param {{enablerUrl: string, onState: (state: {isPaying: boolean, hasPart: boolean}) => void}} options `onState`: a payment
 *   has begun or ended; `hasPart` while a part of the amount is paid, and the rest is not
 */
export function createPaymentForm({ enablerUrl, onState }) {
  let current;
  let hasPart = false;
  let generation = 0;

  const showMessage = (text) => {
    byId('payment-message').textContent = text;
    byId('payment-message').hidden = text === '';
  };

  const showLoading = (isLoading) => {
    byId('payment-loading').hidden = !isLoading;
  };

  const onBusy = (isPaying) => onState({ isPaying, hasPart });

  // The enabler tells the shopper in the form what went wrong; the page only has to be ready for another try.
  const callbacks = {
    onComplete({ isSuccess, paymentReference }) {
      if (!isSuccess) return onBusy(false);
      remember({ paymentReference });
      location.assign(`/result?paymentReference=${encodeURIComponent(paymentReference)}`);
    },
    // A gift card has paid a part, or the gift cards are taken back and nothing is paid.
    onPartialPayment({ paidAmount }) {
      hasPart = paidAmount.centAmount > 0;
      onBusy(false);
    },
    onError() {
      onBusy(false);
      showLoading(false);
    },
  };

  const begin = () => {
    showMessage('');
    onBusy(true);
    return Promise.resolve({});
  };

  async function build({ style, redirectMode }, cart) {
    const Enabler = await loadEnabler(enablerUrl);
    const { sessionId, processorUrl } = await ask('POST', `/api/carts/${cart.cartId}/session`);
    remember({ sessionId, processorUrl });
    const enabler = new Enabler({
      processorUrl,
      sessionId,
      countryCode: cart.country,
      currencyCode: cart.currency,
      locale: 'en-US',
      ...callbacks,
    });
    if (style === 'dropin') {
      const builder = await enabler.createDropinBuilder('embedded');
      return builder.build({
        showPayButton: true,
        redirectMode,
        onDropinReady: () => showLoading(false),
        onPayButtonClick: begin,
      });
    }
    const builder = await enabler.createComponentBuilder(style);
    return builder.build({ showPayButton: false, redirectMode });
  }

  const isCurrent = (mine) => mine === generation;

  return {
    async show(choice, cart) {
      const mine = ++generation;
      await current?.unmount();
      current = undefined;
      hasPart = false;
      showMessage('');
      byId('payment').replaceChildren();
      showLoading(true);
      byId('pay-button').hidden = true;
      try {
        const form = await build(choice, cart);
        if (!isCurrent(mine)) return;
        current = form;
        await form.mount('#payment');
        if (choice.style === 'dropin') return;
        byId('pay-button').hidden = false;
        showLoading(false);
      } catch (error) {
        if (!isCurrent(mine)) return;
        showMessage(error.message);
        showLoading(false);
      }
    },

    /** Takes the form away: there is nothing to pay. */
    async hide() {
      generation += 1;
      await current?.unmount();
      current = undefined;
      byId('payment').replaceChildren();
      showLoading(false);
      byId('pay-button').hidden = true;
    },

    /** The page's own pay button, for components that have none. */
    async submit() {
      if (current === undefined) return;
      if (!(await current.isValid())) {
        await current.showValidation();
        return;
      }
      await begin();
      await current.submit({});
    },
  };
}
