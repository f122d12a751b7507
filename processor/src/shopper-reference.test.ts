import { describe, expect, it } from 'vitest';
import { customerReferenceOf, holderOf, isHeldBy, referenceOf } from './shopper-reference.ts';
import { fc } from './test-support/properties.ts';

const customerId = '7f3c9a10-aaaa-4bbb-8ccc-ddddeeeeffff';
const unit = (key: string) => ({ typeId: 'business-unit' as const, key });
const customer = { typeId: 'customer' as const, id: customerId };

describe('the reference of who holds a stored method', () => {
  it('names the customer, and the business unit where the cart has one', () => {
    expect(customerReferenceOf({ customerId })).toBe(customerId);
    expect(customerReferenceOf({ customerId, businessUnit: unit('engines') })).toBe(`${customerId}.engines`);
  });

  it('is none for guests, and where Adyen would not take it', () => {
    expect(customerReferenceOf({ businessUnit: unit('engines') })).toBeUndefined();
    expect(customerReferenceOf({ customerId: 'ab' })).toBeUndefined();
    expect(customerReferenceOf({ customerId, businessUnit: unit('k'.repeat(256)) })).toBeUndefined();
  });

  it('reads back as it was written', () => {
    const id = fc.stringMatching(/^[\w-]{2,60}$/);
    fc.assert(
      fc.property(id, fc.option(id, { nil: undefined }), (customerId, businessUnitKey) => {
        expect(holderOf(referenceOf({ customerId, businessUnitKey }))).toEqual({
          customerId,
          businessUnitKey,
        });
      }),
    );
  });

  it.each([
    ['the customer’s own', { customer }, customerId, true],
    ['the unit’s', { customer, businessUnit: unit('engines') }, `${customerId}.engines`, true],
    ['the unit’s, for a private cart', { customer, businessUnit: unit('engines') }, customerId, false],
    ['a private one, for the unit', { customer }, `${customerId}.engines`, false],
    ['another unit’s', { customer, businessUnit: unit('other') }, `${customerId}.engines`, false],
    ['a unit’s without a customer', { businessUnit: unit('engines') }, `${customerId}.engines`, false],
  ])('%s', (_name, method, reference, held) => {
    expect(isHeldBy(method, reference)).toBe(held);
  });
});
