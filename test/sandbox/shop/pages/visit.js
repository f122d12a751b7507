// What one browser tab remembers between the checkout, a bank's page and the result page.
const key = 'harbour-goods';

export const recall = () => JSON.parse(sessionStorage.getItem(key) ?? '{}');

export const remember = (changes) => sessionStorage.setItem(key, JSON.stringify({ ...recall(), ...changes }));

/** The order is placed: the next visit begins with a new cart, in the same country and currency. */
export function beginAnew() {
  const { country, currency, visitor, style, redirectMode } = recall();
  sessionStorage.setItem(key, JSON.stringify({ country, currency, visitor, style, redirectMode }));
}
