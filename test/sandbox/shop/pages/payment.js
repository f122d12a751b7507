import { ask, byId } from './dom.js';
import { remember } from './visit.js';

/** How the shopper sees the ways to pay: all in Adyen's drop-in, or one as a component of its own. */
export const styles = [
  { id: 'dropin', name: 'Drop-in, all methods' },
  { id: 'card', name: 'Card component' },
  { id: 'ideal', name: 'iDEAL component' },
];

/** The enabler, imported at run time from where it is deployed, as any custom frontend would. */
const loadEnabler = (enablerUrl) =>
  import(`${enablerUrl}/connector-enabler.es.js`).then(({ Enabler }) => Enabler);

/**
 * Keeps one payment form in the page that fits the cart: every call of `show` replaces the form.
 * @param {{enablerUrl: string, onBusy: (isBusy: boolean) => void}} options `onBusy`: a payment has begun or ended
 */
export function createPaymentForm({ enablerUrl, onBusy }) {
  let current;
  let generation = 0;

  const showMessage = (text) => {
    byId('payment-message').textContent = text;
    byId('payment-message').hidden = text === '';
  };

  const callbacks = {
    onComplete({ isSuccess, paymentReference }) {
      if (isSuccess) {
        remember({ paymentReference });
        location.assign(`/result?paymentReference=${encodeURIComponent(paymentReference)}`);
        return;
      }
      onBusy(false);
      showMessage(
        'The payment did not go through and nothing was charged. Please choose another way to pay.',
      );
    },
    onError(error) {
      onBusy(false);
      showMessage(error.message);
    },
  };

  const begin = () => {
    showMessage('');
    onBusy(true);
    return Promise.resolve({});
  };

  async function build(style, cart) {
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
      return builder.build({ showPayButton: true, onPayButtonClick: begin });
    }
    const builder = await enabler.createComponentBuilder(style);
    return builder.build({ showPayButton: false, onPayButtonClick: begin });
  }

  const isCurrent = (mine) => mine === generation;

  return {
    async show(style, cart) {
      const mine = ++generation;
      await current?.unmount();
      current = undefined;
      showMessage('');
      byId('payment').replaceChildren();
      byId('payment-loading').hidden = false;
      byId('pay-button').hidden = true;
      try {
        const form = await build(style, cart);
        if (!isCurrent(mine)) return;
        current = form;
        await form.mount('#payment');
        byId('pay-button').hidden = style === 'dropin';
      } catch (error) {
        if (isCurrent(mine)) showMessage(error.message);
      } finally {
        if (isCurrent(mine)) byId('payment-loading').hidden = true;
      }
    },

    /** Takes the form away: there is nothing to pay. */
    async hide() {
      generation += 1;
      await current?.unmount();
      current = undefined;
      byId('payment').replaceChildren();
      byId('payment-loading').hidden = true;
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
