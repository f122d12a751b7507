import { h } from './dom.js';

/** What the embedded Adyen answers to a card, by its number. */
const cards = [
  ['4111 1111 1111 1111', 'Visa', 'paid at once'],
  ['5555 4444 3333 1111', 'Mastercard', 'paid at once'],
  ['4917 6100 0000 0000', 'Visa', '3-D Secure challenge'],
  ['4000 0000 0000 3220', 'Visa', '3-D Secure without a challenge'],
  ['4212 3456 7890 1237', 'Visa', '3-D Secure by redirect'],
  ['4000 0000 0000 0002', 'Visa', 'refused'],
  ['4000 0000 0000 9995', 'Visa', 'not enough balance'],
  ['6036 2800 0000 0000 00', 'Gift card', 'holds 50.00, PIN 123'],
];

/** The list of test cards; pressing one copies its number. */
export const testCards = () =>
  cards.map(([number, brand, outcome]) => {
    const button = h('button', { type: 'button', className: 'number' }, number);
    button.addEventListener('click', async () => {
      await navigator.clipboard?.writeText(number.replaceAll(' ', '')).catch(() => undefined);
      button.dataset.copied = 'yes';
      setTimeout(() => delete button.dataset.copied, 1200);
    });
    return h('li', {}, button, h('span', { className: 'quiet' }, `${brand}, ${outcome}`));
  });
