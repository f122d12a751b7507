import { expect, it } from 'vitest';
import { refusalReasonOfWords } from './refusals.ts';

it.each([
  ['Expired Card', 'ExpiredCard'],
  ['not enough balance ', 'InsufficientFunds'],
  ['Shopper Cancelled', 'Cancelled'],
  ['CANCELLED', 'Cancelled'],
  ['Transaction canceled by customer', 'Cancelled'],
  ['FRAUD', 'Refused'],
  ['constructor', 'Refused'],
  ['', 'Refused'],
  [undefined, 'Refused'],
])('the words %j are shown as %s', (words, reason) => expect(refusalReasonOfWords(words)).toBe(reason));
