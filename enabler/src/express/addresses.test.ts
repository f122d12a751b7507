import { describe, expect, it } from 'vitest';
import { fromApple, fromGoogle, fromPaypal } from './addresses.ts';

describe('a wallet’s address', () => {
  it('leaves out what the wallet does not tell before the shopper confirms', () => {
    expect(
      fromApple({ countryCode: 'NL', postalCode: '1012', locality: 'Amsterdam', administrativeArea: '' }),
    ).toEqual({
      country: 'NL',
      postalCode: '1012',
      city: 'Amsterdam',
    });
    expect(fromGoogle({ countryCode: 'US', administrativeArea: 'OR', postalCode: '97205' })).toEqual({
      country: 'US',
      region: 'OR',
      postalCode: '97205',
    });
  });

  it('takes the last word of a name for the family name', () => {
    expect(fromGoogle({ countryCode: 'NL', name: 'Anna Maria Jansen' })).toMatchObject({
      firstName: 'Anna Maria',
      lastName: 'Jansen',
    });
    expect(fromGoogle({ countryCode: 'JP', name: '春香' })).toEqual({ country: 'JP', lastName: '春香' });
    expect(fromPaypal({ name: { given_name: 'Anna', surname: 'de Jong' } })).toMatchObject({
      firstName: 'Anna',
      lastName: 'de Jong',
    });
  });
});
