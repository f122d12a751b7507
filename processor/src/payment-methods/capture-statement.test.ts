import { expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { captureStatement } from './capture-statement.ts';

type Capture = Config['adyen']['capture'];
type Methods = Config['paymentMethodsConfig'];

const visaAtOnce: Methods = { visa: { supportSeparateCapture: false } };
const idealSeparate: Methods = { ideal: { supportSeparateCapture: true } };

// The method, its brand, what is set, and what Adyen is told.
test.each<[string, string | undefined, Capture, Methods, Capture | undefined]>([
  ['scheme', undefined, 'manual', {}, 'manual'],
  ['scheme', 'visa', 'manual', {}, 'manual'],
  ['scheme', 'visa', 'immediate', {}, 'immediate'],
  ['scheme', 'visa', 24, {}, 24],
  ['scheme', 'visa', 'account', {}, undefined],
  ['scheme', 'visa', 'manual', visaAtOnce, 'immediate'],
  ['scheme', 'mc', 'manual', visaAtOnce, 'manual'],
  ['scheme', undefined, 'manual', visaAtOnce, 'manual'],
  ['scheme', 'visa', 'account', visaAtOnce, undefined],
  ['scheme', 'mc', 'manual', { scheme: { supportSeparateCapture: false } }, 'immediate'],
  [
    'scheme',
    'visa',
    24,
    { scheme: { supportSeparateCapture: false }, visa: { supportSeparateCapture: true } },
    24,
  ],
  ['applepay', undefined, 'manual', {}, 'manual'],
  ['klarna', undefined, 24, {}, 24],
  ['ideal', undefined, 'manual', {}, undefined],
  ['ideal', undefined, 'immediate', {}, undefined],
  ['ideal', undefined, 'manual', idealSeparate, 'manual'],
  ['ideal', undefined, 'manual', { ideal: { supportSeparateCapture: false } }, undefined],
  ['scheme', 'eftpos_australia', 'manual', {}, undefined],
  ['scheme', 'a_new_brand', 'manual', {}, 'manual'],
  ['giftcard', 'svs', 'manual', {}, undefined],
  ['a_new_method', undefined, 'manual', {}, 'immediate'],
  ['a_new_method', undefined, 24, {}, 'immediate'],
  ['a_new_method', undefined, 'manual', { a_new_method: { supportSeparateCapture: true } }, 'manual'],
  ['a_new_method', undefined, 'account', {}, undefined],
  ['constructor', undefined, 'manual', {}, 'immediate'],
])('%s (%s) with %s', (...[type, brand, capture, paymentMethodsConfig, expected]) => {
  expect(captureStatement({ type, brand }, { adyen: { capture }, paymentMethodsConfig })).toBe(expected);
});
