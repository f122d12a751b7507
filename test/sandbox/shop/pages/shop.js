import { basketLines, shelfItems, totalRows } from './basket.js';
import { ask, byId, copyOnClick, h } from './dom.js';
import { createPaymentForm, redirectModes, styles } from './payment.js';
import { testCards } from './test-cards.js';
import { recall, remember } from './visit.js';

const shop = await ask('GET', '/api/shop');
const visit = recall();
const state = {
  country: visit.country ?? 'NL',
  currency: visit.currency ?? 'EUR',
  visitor: visit.visitor ?? 'guest',
  style: visit.style ?? 'dropin',
  redirectMode: visit.redirectMode ?? 'page',
  shippingMethodId: undefined,
  cartId: visit.cartId,
  quantities: new Map(visit.quantities ?? shop.products.slice(0, 2).map(({ sku }) => [sku, 1])),
};

const setState = ({ isPaying, hasPart }) => {
  // While a payment is under way, or a part is paid, the cart must stay what the shopper is paying for.
  const isLocked = isPaying || hasPart;
  for (const section of document.querySelectorAll('.basket, .delivery')) section.inert = isLocked;
  for (const id of ['style', 'redirectMode']) byId(id).disabled = isLocked;
  byId('pay-button').disabled = isPaying;
};

const payment = createPaymentForm({ enablerUrl: shop.enablerUrl, onState: setState });

function renderCart(cart) {
  byId('lines').replaceChildren(...basketLines(cart, setQuantity));
  byId('basket-empty').hidden = cart.lines.length > 0;
  byId('more').open ||= cart.lines.length === 0;
  byId('shelf').replaceChildren(
    ...shelfItems(shop.products, {
      currency: state.currency,
      inBasket: (sku) => state.quantities.has(sku),
      add: (sku) => setQuantity(sku, 1),
    }),
  );
  byId('reference').textContent = cart.reference;
  byId('help-mail').href =
    `mailto:help@harbour-goods.example?subject=${encodeURIComponent(`Order ${cart.reference}`)}`;
  byId('totals').replaceChildren(...totalRows(cart));
  renderDelivery(cart);
}

function renderDelivery({ address, shippingOptions, chosenShippingOption }) {
  const { firstName, lastName, streetName, streetNumber, postalCode, city } = address;
  byId('address').replaceChildren(
    `${firstName} ${lastName}`,
    h('br'),
    `${streetName} ${streetNumber}, ${postalCode} ${city}`,
  );
  byId('shipping-field').hidden = shippingOptions.length < 2;
  byId('shipping').replaceChildren(
    ...shippingOptions.map(({ id, name }) =>
      h('option', { value: id, selected: id === chosenShippingOption }, name),
    ),
  );
}

/** Saves run one after the other; of those that wait only the last is worth running. */
let saving = Promise.resolve();
let wanted = 0;
let delay;

async function save() {
  const mine = ++wanted;
  await saving;
  if (mine !== wanted) return;
  saving = (async () => {
    try {
      const cart = await ask('POST', '/api/cart', {
        cartId: state.cartId,
        currency: state.currency,
        country: state.country,
        visitor: state.visitor,
        shippingMethodId: state.shippingMethodId,
        items: [...state.quantities].map(([sku, quantity]) => ({ sku, quantity })),
      });
      state.cartId = cart.cartId;
      remember({ ...state, quantities: [...state.quantities], reference: cart.reference });
      renderCart(cart);
      if (mine === wanted) void (cart.lines.length > 0 ? payment.show(state, cart) : payment.hide());
    } catch (error) {
      byId('payment-message').textContent = error.message;
      byId('payment-message').hidden = false;
    }
  })();
  await saving;
}

function setQuantity(sku, quantity) {
  if (quantity > 0) state.quantities.set(sku, Math.min(quantity, 99));
  else state.quantities.delete(sku);
  clearTimeout(delay);
  delay = setTimeout(save, 250);
  const output = document.querySelector(`[data-sku="${window.CSS.escape(sku)}"] output`);
  if (output) output.textContent = String(quantity);
}

function fillSelect(id, options, onChange) {
  byId(id).replaceChildren(
    ...options.map(([value, label]) => h('option', { value, selected: value === state[id] }, label)),
  );
  byId(id).addEventListener('change', ({ target }) => {
    onChange(target.value);
    void save();
  });
}

fillSelect(
  'country',
  shop.countries.map(({ code, name }) => [code, name]),
  (country) => {
    state.country = country;
    state.currency = shop.countries.find(({ code }) => code === country).currency;
    byId('currency').value = state.currency;
  },
);
fillSelect(
  'currency',
  shop.currencies.map((code) => [code, code]),
  (currency) => (state.currency = currency),
);
fillSelect(
  'visitor',
  [
    ['guest', 'A guest'],
    ['customer', 'Ada, a customer'],
  ],
  (visitor) => (state.visitor = visitor),
);
fillSelect(
  'style',
  styles.map(({ id, name }) => [id, name]),
  (style) => (state.style = style),
);
fillSelect(
  'redirectMode',
  redirectModes.map(({ id, name }) => [id, name]),
  (redirectMode) => (state.redirectMode = redirectMode),
);
byId('shipping').addEventListener('change', ({ target }) => {
  state.shippingMethodId = target.value;
  void save();
});
byId('pay-button').addEventListener('click', () => void payment.submit());
byId('test-cards').replaceChildren(...testCards());
copyOnClick(byId('copy-reference'), () => byId('reference').textContent);

await save();
