import { actionForms } from './actions.js';
import { byId, h } from './dom.js';
import { format } from './money.js';

const methodNames = {
  scheme: 'Card',
  card: 'Card',
  ideal: 'iDEAL',
  klarna: 'Klarna',
  paypal: 'PayPal',
  eps: 'eps',
  sepadirectdebit: 'SEPA direct debit',
  giftcard: 'Gift card',
  googlepay: 'Google Pay',
  applepay: 'Apple Pay',
};
const methodName = (method) => methodNames[method] ?? (method === '' ? 'Not chosen' : method);

let payments = [];
let selected = location.hash.slice(1);
let shown = '';

const time = (iso, options = { timeStyle: 'short' }) =>
  iso === undefined ? '' : new Intl.DateTimeFormat('en-GB', options).format(new Date(iso));

const chip = ({ label, tone }) => h('span', { className: 'chip', data: { tone } }, label);

const listEntry = ({ id, orderReference, amount, currency, method, createdAt, status }) =>
  h(
    'li',
    {},
    h(
      'a',
      { href: `#${id}`, ...(id === selected ? { aria: { current: 'true' } } : {}) },
      h('strong', {}, orderReference ?? 'No order'),
      h('span', { className: 'money' }, format(amount, currency)),
      h('span', { className: 'quiet' }, `${methodName(method)} · ${time(createdAt)}`),
      chip(status),
    ),
  );

const sumRow = (label, amount, currency) => [h('dt', {}, label), h('dd', {}, format(amount, currency))];

const timelineEntry =
  (currency) =>
  ({ label, tone, amount, at, pspReference, type, state }) =>
    h(
      'li',
      { data: { tone, type, state } },
      h(
        'div',
        { className: 'row' },
        h('strong', {}, label),
        h('span', { className: 'money' }, format(amount, currency)),
      ),
      h(
        'span',
        { className: 'quiet' },
        [time(at, { timeStyle: 'medium' }), pspReference].filter(Boolean).join(' · '),
      ),
    );

function detail(payment) {
  const { currency, sums, timeline } = payment;
  return [
    h('a', { className: 'back', href: '#' }, '← All payments'),
    h('div', { className: 'row' }, h('h2', {}, payment.orderReference ?? 'Payment'), chip(payment.status)),
    h(
      'p',
      { className: 'quiet' },
      `${format(payment.amount, currency)} by ${methodName(payment.method)}, ${time(payment.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}`,
    ),
    h(
      'dl',
      { className: 'sums' },
      ...sumRow('Authorised', sums.authorised, currency),
      ...sumRow('Captured', sums.captured, currency),
      ...sumRow('Refunded', sums.refunded, currency),
    ),
    actionForms(payment),
    h('h3', {}, 'What happened'),
    h('ol', { className: 'timeline' }, ...timeline.map(timelineEntry(currency))),
    h(
      'dl',
      { className: 'totals' },
      h('dt', {}, 'Payment'),
      h('dd', { className: 'code' }, payment.id),
      ...(payment.pspReference
        ? [h('dt', {}, 'Adyen'), h('dd', { className: 'code' }, payment.pspReference)]
        : []),
    ),
  ];
}

function render() {
  byId('none').hidden = payments.length > 0;
  byId('payments').replaceChildren(...payments.map(listEntry));
  const payment = payments.find(({ id }) => id === selected);
  document.body.dataset.view = payment === undefined ? 'list' : 'detail';
  byId('detail').hidden = payment === undefined;
  const now = JSON.stringify(payment);
  // What somebody is typing into must not be replaced by news about other payments.
  if (payment !== undefined && now !== shown) replaceDetail(payment);
  shown = now;
}

/** Draws the payment anew and leaves the keyboard's focus on the action where it was. */
function replaceDetail(payment) {
  const action = document.activeElement?.closest('[data-action]')?.dataset.action;
  byId('detail').replaceChildren(...detail(payment));
  if (action === undefined) return;
  byId('detail')
    .querySelector(`[data-action="${action}"]:is(button), [data-action="${action}"] input`)
    ?.focus();
}

const isWide = () => window.matchMedia('(min-width: 60rem)').matches;

window.addEventListener('hashchange', () => {
  selected = location.hash.slice(1);
  render();
});

const events = new EventSource('/api/merchant/events');
events.onopen = () => {
  byId('live').textContent = 'Live';
  byId('live').dataset.on = 'yes';
};
events.onerror = () => {
  byId('live').textContent = 'Reconnecting…';
  delete byId('live').dataset.on;
};
events.onmessage = ({ data }) => {
  payments = JSON.parse(data);
  if (selected === '' && isWide()) selected = payments[0]?.id ?? '';
  render();
};
