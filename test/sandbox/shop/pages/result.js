import { ask, byId, h } from './dom.js';
import { format } from './money.js';
import { beginAnew, recall } from './visit.js';

const paymentReference = new URLSearchParams(location.search).get('paymentReference') ?? '';
const { sessionId, processorUrl, reference } = recall();

const outcomes = {
  authorised: {
    state: 'good',
    title: 'Thank you. Your order is paid',
    text: 'We have your payment and are packing your order.',
    next: 'Back to the shop',
  },
  failed: {
    state: 'bad',
    title: 'The payment did not go through',
    text: 'Nothing was charged. Your basket is as you left it: you can pay in another way.',
    next: 'Choose another way to pay',
  },
  actionRequired: {
    state: 'bad',
    title: 'The payment was not finished',
    text: 'Something was still to be confirmed with your bank. Nothing is charged unless you confirm. You can try again.',
    next: 'Back to the payment',
  },
  pending: {
    state: 'waiting',
    title: 'Your payment is being confirmed',
    text: 'This can take a while with some ways to pay. This page tells you as soon as it is done; please do not pay again.',
    next: 'Back to the shop',
  },
  unknown: {
    state: 'waiting',
    title: 'We could not confirm your payment yet',
    text: 'Please do not pay again. Reload this page in a minute, or write to us with the order reference.',
    next: 'Back to the shop',
  },
};

/** What the processor says about the payment; the session is the shopper's proof of being allowed to ask. */
async function askProcessor() {
  if (sessionId === undefined) return undefined;
  const response = await fetch(`${processorUrl}/payments/${encodeURIComponent(paymentReference)}`, {
    headers: { 'X-Session-Id': sessionId },
  });
  return response.ok ? (await response.json()).status : undefined;
}

const askShop = () => ask('POST', `/api/payments/${encodeURIComponent(paymentReference)}/order`);

async function findOutcome() {
  const status = await askProcessor().catch(() => undefined);
  if (status !== undefined && status !== 'authorised') return { status };
  const order = await askShop().catch(() => undefined);
  return { status: status ?? (order?.isPaid ? 'authorised' : 'unknown'), order };
}

function facts(order) {
  const rows = [
    ['Order reference', order?.reference ?? reference, 'strong'],
    ['Amount', order && format(order.amount.centAmount, order.amount.currencyCode), ''],
    ['Payment', paymentReference, 'code'],
  ];
  return rows
    .filter(([, value]) => value)
    .flatMap(([label, value, className]) => [h('dt', {}, label), h('dd', { className }, value)]);
}

function show({ status, order }) {
  const { state, title, text, next } = outcomes[status];
  byId('result').dataset.state = state;
  byId('result').setAttribute('aria-busy', String(state === 'waiting'));
  byId('title').textContent = title;
  byId('text').textContent = text;
  byId('facts').replaceChildren(...facts(order));
  byId('next').textContent = next;
  byId('next').hidden = false;
  byId('merchant').href = `/merchant#${paymentReference}`;
  document.title = `${title} · Harbour Goods`;
}

async function follow() {
  const outcome = paymentReference === '' ? { status: 'unknown' } : await findOutcome();
  show(outcome);
  if (outcome.status === 'authorised') beginAnew();
  if (outcome.status === 'pending') setTimeout(follow, 1500);
}

await follow();
