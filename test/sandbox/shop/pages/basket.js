import { h } from './dom.js';
import { format } from './money.js';

const picture = (image) =>
  h('img', { src: image ?? '/pages/mark.svg', alt: '', width: 64, height: 64, loading: 'lazy' });

const stepButton = (label, sign, onClick) =>
  h('button', { type: 'button', className: 'step', aria: { label }, onclick: onClick }, sign);

/** One line of the basket with its stepper. */
function line({ sku, name, image, quantity, unitPrice, total }, change) {
  return h(
    'li',
    { data: { sku } },
    picture(image),
    h(
      'div',
      { className: 'what' },
      h('strong', {}, name),
      h('span', { className: 'quiet' }, `${format(unitPrice.centAmount, unitPrice.currencyCode)} each`),
    ),
    h(
      'div',
      { className: 'stepper', role: 'group', aria: { label: `Quantity of ${name}` } },
      stepButton(`One less of ${name}`, '−', () => change(sku, quantity - 1)),
      h('output', { aria: { live: 'polite' } }, String(quantity)),
      stepButton(`One more of ${name}`, '+', () => change(sku, quantity + 1)),
    ),
    h('span', { className: 'money' }, format(total.centAmount, total.currencyCode)),
  );
}

/** The basket's lines. `change(sku, quantity)` is called when the shopper wants another quantity. */
export const basketLines = (cart, change) => cart.lines.map((entry) => line(entry, change));

/** What can be added to the basket in a currency. */
export const shelfItems = (products, { currency, inBasket, add }) =>
  products
    .filter(({ sku, prices }) => !inBasket(sku) && prices[currency] !== undefined)
    .map(({ sku, name, image, prices }) =>
      h(
        'li',
        {},
        picture(image),
        h(
          'div',
          { className: 'what' },
          h('strong', {}, name),
          h('span', { className: 'quiet' }, format(prices[currency], currency)),
        ),
        h(
          'button',
          { type: 'button', className: 'small', aria: { label: `Add ${name}` }, onclick: () => add(sku) },
          'Add',
        ),
      ),
    );

/** The order summary's rows. */
export function totalRows({ subtotal, shipping, tax, total }) {
  const row = (label, money, className = '') => [
    h('dt', { className }, label),
    h('dd', { className }, format(money.centAmount, money.currencyCode)),
  ];
  return [
    ...row('Items', subtotal),
    ...(shipping ? row(`Shipping, ${shipping.name}`, shipping.price) : []),
    ...(tax ? row(tax.isIncluded ? 'Tax, included' : 'Tax', tax.amount, tax.isIncluded ? 'quiet' : '') : []),
    ...row('Total', total, 'grand'),
  ];
}
