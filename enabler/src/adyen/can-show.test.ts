import { expect, it } from 'vitest';
import { canShow } from './can-show.ts';
import type { AdyenElement } from './element.ts';

class Redirect {
  readonly isRedirecting = true;
}
class Ideal extends Redirect {}
class Voucher {
  readonly isRedirecting = false;
}
const classes: Partial<Record<string, object>> = { redirect: Redirect, ideal: Ideal, multibanco: Voucher };
const element = { core: { getComponent: (type: string) => classes[type] } } as unknown as AdyenElement;
const url = 'https://bank.example/';

it.each([
  [{ type: 'redirect', url, method: 'GET' }, true],
  [{ type: 'redirect', method: 'GET' }, false],
  [{ type: 'redirect', url }, false],
  [{ type: 'threeDS2', subtype: 'fingerprint' }, true],
  [{ type: 'threeDS2', subtype: 'challenge' }, true],
  [{ type: 'threeDS2', subtype: 'foo' }, false],
  [{ type: 'threeDS2' }, false],
  [{ type: 'voucher', paymentMethodType: 'multibanco' }, true],
  [{ type: 'voucher', paymentMethodType: 'ideal' }, false],
  [{ type: 'voucher', paymentMethodType: 'unknown' }, false],
  [{ type: 'constructor' }, false],
])('tells whether adyen-web shows %o: %s', (action, isShown) => {
  expect(canShow(element, action)).toBe(isShown);
});
