/** The element with an id, which the page is known to have. */
export const byId = (id) => document.getElementById(id);

/**
 * Builds an element. Text is set as text, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] DOM properties; `data` becomes data attributes, `aria` ARIA ones
 * @param {...(Node | string | undefined | false)} children
 */
export function h(tag, { data = {}, aria = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, String(value));
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Asks the shop's own backend; an answer other than success becomes an Error with its message. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `The shop answered ${response.status}.`);
  return answer;
}

/** Copies text when a button is pressed, and says so on the button for a moment. */
export function copyOnClick(button, text) {
  const before = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(text()).catch(() => undefined);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = before;
    }, 1500);
  });
}
