import { describe, expect, it } from 'vitest';
import { outcomeOf, refusalReasonOf } from './results.ts';

describe('the meaning of a result code', () => {
  it.each([
    ['Authorised', 'authorised'],
    ['PartiallyAuthorised', 'authorised'],
    ['Pending', 'pending'],
    ['Received', 'pending'],
    ['PresentToShopper', 'pending'],
    ['Refused', 'refused'],
    ['Error', 'refused'],
    ['Cancelled', 'refused'],
    ['RedirectShopper', 'action'],
    ['IdentifyShopper', 'action'],
    ['ChallengeShopper', 'action'],
    ['SomethingNew', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (resultCode, outcome) => expect(outcomeOf(resultCode)).toBe(outcome));
});

describe('the reason of a refusal', () => {
  it.each([
    ['6', 'ExpiredCard'],
    ['12', 'InsufficientFunds'],
    ['24', 'InvalidSecurityCode'],
    ['11', 'AuthenticationFailed'],
    ['2', 'Refused'],
    ['20', 'Refused'],
    ['31', 'Refused'],
    ['__proto__', 'Refused'],
  ])('%s is shown as %s', (refusalReasonCode, reason) =>
    expect(refusalReasonOf({ resultCode: 'Refused', refusalReasonCode })).toBe(reason),
  );

  it('is the shopper’s own where the shopper cancelled', () =>
    expect(refusalReasonOf({ resultCode: 'Cancelled', refusalReasonCode: undefined })).toBe('Cancelled'));
});
