import { ask, h } from './dom.js';
import { format, parse, toInput } from './money.js';

const outcomes = {
  received: 'Adyen has accepted the request. The result arrives by webhook.',
  approved: 'Done.',
  rejected: 'Adyen refused the request.',
};

/** Sends one action; resolves with what to tell the merchant. */
async function send(paymentId, action) {
  try {
    const { outcome } = await ask('POST', `/api/merchant/payments/${paymentId}/actions`, action);
    return { text: outcomes[outcome] ?? outcome, isGood: outcome !== 'rejected' };
  } catch (error) {
    return { text: error.message, isGood: false };
  }
}

/** Charges the customer's stored method for the same basket once more. */
async function chargeAgain(paymentId) {
  try {
    const { reference, amount, endDigits } = await ask(
      'POST',
      `/api/merchant/payments/${paymentId}/next-order`,
    );
    const charged = format(amount.centAmount, amount.currencyCode);
    return {
      text: `Authorised ${charged} on the card ending in ${endDigits ?? '…'} for order ${reference}.`,
      isGood: true,
      isLasting: true,
    };
  } catch (error) {
    return { text: error.message, isGood: false };
  }
}

/** An amount and a button: capture or refund, in part or whole. */
function amountForm({ verb, action, limit, currency, run }) {
  const input = h('input', {
    name: 'amount',
    inputMode: 'decimal',
    autocomplete: 'off',
    value: toInput(limit, currency),
    disabled: limit === 0,
    aria: { label: `${verb} amount in ${currency}` },
  });
  const form = h(
    'form',
    { className: 'amount', data: { action } },
    h(
      'label',
      {},
      h('span', {}, verb),
      h('span', { className: 'field' }, input, h('span', { className: 'unit' }, currency)),
    ),
    h('button', { className: 'button', disabled: limit === 0 }, verb),
    h(
      'span',
      { className: 'quiet' },
      limit === 0 ? `Nothing to ${verb.toLowerCase()}` : `Up to ${format(limit, currency)}`,
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const centAmount = parse(input.value, currency);
    const isAmount = centAmount !== undefined && centAmount > 0;
    input.setCustomValidity(isAmount ? '' : `This is no amount in ${currency}.`);
    if (form.reportValidity()) run({ action, amount: { centAmount, currencyCode: currency } });
  });
  input.addEventListener('input', () => input.setCustomValidity(''));
  return form;
}

/** The last answer per payment: it outlives the page's updates, which come faster than people read. */
const answers = new Map();

/** Everything that can be done with a payment; what cannot is shown, but off. */
export function actionForms({ id, currency, sums, timeline, isCustomers }) {
  const isSettled = timeline.every(({ tone }) => tone !== 'waiting');
  const { isGood: wasGood, isLasting } = answers.get(id) ?? {};
  if (isSettled && wasGood && !isLasting) answers.delete(id);
  const message = h('p', { className: 'message', role: 'status' });
  const box = h('div', { className: 'actions' });

  const showAnswer = () => {
    const { text = '', isGood = true } = answers.get(id) ?? {};
    message.textContent = text;
    message.dataset.tone = isGood ? 'good' : 'bad';
    message.hidden = text === '';
  };
  const during = async (work) => {
    box.inert = true;
    answers.set(id, await work);
    showAnswer();
    box.inert = false;
  };
  const run = (action) => during(send(id, action));
  const nextOrder = h(
    'button',
    {
      type: 'button',
      className: 'button',
      data: { action: 'nextOrder' },
      onclick: () => void during(chargeAgain(id)),
    },
    'Order again',
  );
  const button = (label, action, isPossible) => {
    const properties = { type: 'button', className: 'button', disabled: !isPossible, data: { action } };
    const element = h('button', properties, label);
    element.addEventListener('click', () => void run({ action }));
    return element;
  };

  box.append(
    amountForm({ verb: 'Capture', action: 'capturePayment', limit: sums.capturable, currency, run }),
    amountForm({ verb: 'Refund', action: 'refundPayment', limit: sums.refundable, currency, run }),
    h(
      'div',
      { className: 'buttons' },
      button('Cancel', 'cancelPayment', sums.canCancel),
      button('Reverse', 'reversePayment', sums.canReverse),
      isCustomers && nextOrder,
    ),
    h(
      'p',
      { className: 'quiet' },
      'Cancel releases the authorisation while nothing is captured. Reverse refunds what is captured, or else cancels.',
      isCustomers &&
        ' Order again charges the stored card of the customer for the same basket, as a subscription would.',
    ),
    message,
  );
  showAnswer();
  return box;
}
