import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../host.ts';
import { createLoaders } from '../methods/loaders.ts';
import type { ElementClass } from '../methods/method.ts';
import { requestBody } from '../methods/request-body.ts';
import { amountInstead, sessionAmount, uselessWithoutAmount } from '../attempt/session-amount.ts';
import type { ComponentType } from '../types.ts';
import { catalogue, createCatalogue } from './catalogue.ts';
import { families } from './families.ts';
import { methods, unknownMethod } from './methods.ts';
import type { CatalogueRow, MethodRow } from './row.ts';

const rows: readonly CatalogueRow[] = catalogue.rows;
const types = methods.flatMap((row): readonly string[] => row.types);

/** A type for each alternative of a family: `/^(ach|upi.*)$/` has `ach` and `upix`. */
const examplesOf = ({ source }: RegExp): string[] =>
  source
    .replace(/\(\?![^)]*\)/g, '')
    .replace(/[\^()$]/g, '')
    .split('|')
    .map((type) => type.replace(/(\.|\\w)[+*]/g, 'x'));

describe('the rows', () => {
  it('name every component once, in the order of the alphabet', () => {
    expect(catalogue.componentTypes).toHaveLength(28);
    expect([...new Set(catalogue.componentTypes)].toSorted()).toEqual(catalogue.componentTypes);
  });

  it('name every type of Adyen’s once', () => {
    expect(types.toSorted()).toEqual([...new Set(types)].toSorted());
  });

  it('leave no type to two families, and none of a row’s to a family', () => {
    for (const example of families.flatMap(({ family }) => examplesOf(family))) {
      expect(
        families.filter(({ family }) => family.test(example)),
        example,
      ).toHaveLength(1);
    }
    for (const type of types) {
      expect(
        families.filter(({ family }) => family.test(type)),
        type,
      ).toEqual([]);
    }
  });

  it.each(rows.map((row) => [row] as const))(
    '%o has a chunk if it has classes, and no code without them',
    (row) => {
      expect(row.chunk !== undefined).toBe(row.elements !== undefined);
      if (row.code) expect(row.elements).toHaveLength(1);
      if ('types' in row && row.elements) expect(row.elements).toHaveLength(1);
    },
  );

  it('say that a method that adyen-web has no class for leaves the page', () => {
    expect(rows.filter(({ elements, leavesPage }) => !elements && !leavesPage)).toEqual([]);
  });

  it('have a sheet for the amount only where a wallet opens one', () => {
    expect(rows.filter(({ amount, hasOwnButton }) => amount === 'sheet' && !hasOwnButton)).toEqual([]);
  });
});

describe('a method that no row names', () => {
  it('is a redirect', () => {
    const type = 'a_method_to_come';
    expect(catalogue.isRedirecting(type)).toBe(unknownMethod.leavesPage);
    expect(catalogue.checkoutTypeOf(type)).toBe(type);
    expect(catalogue.hasSubmit(type)).toBe(true);
    expect(catalogue.isGiftCard(type)).toBe(false);
    expect(catalogue.facts(type).amount).toBeUndefined();
  });
});

describe('one more row', () => {
  const Invented = function Invented() {} as unknown as ElementClass;
  const invented: MethodRow = {
    component: 'carrierpigeon',
    types: ['pigeon', 'pigeon_express'],
    elements: ['EPS'],
    chunk: 'forms',
    code: 'carrierpigeon/pigeon',
    needsType: true,
    hasOwnButton: true,
    leavesPage: false,
    amount: 'sheet',
    isGiftCard: true,
    correction: 'withoutSubtype',
  };
  const family: CatalogueRow = {
    family: /^owl_.+$/,
    elements: ['UPI'],
    chunk: 'confirmations',
    leavesPage: true,
  };
  const larger = createCatalogue([...rows, invented, family]);
  const chunk =
    (key: string, code = {}) =>
    () =>
      Promise.resolve({ default: { [key]: { elements: [Invented], code } } });

  it('is a component with Adyen’s types', () => {
    const type = 'carrierpigeon' as ComponentType;
    expect(larger.componentTypes).toContain(type);
    expect(larger.adyenTypeOf(type)).toBe('pigeon');
    expect(larger.checkoutTypeOf('pigeon_express')).toBe(type);
    expect(larger.isSameMethod('pigeon', 'pigeon_express')).toBe(true);
    expect(larger.hasSubmit(type)).toBe(false);
    expect(larger.hasSubmit('pigeon')).toBe(false);
    expect(larger.isGiftCard('pigeon')).toBe(true);
  });

  it('is loaded', async () => {
    const { loadMethod, loadFamily } = createLoaders(larger, {
      forms: chunk('pigeon', { state: { card: { brand: 'Pigeon' } } }),
    });
    const method = await loadMethod('pigeon_express');
    expect(method.Element).toBe(Invented);
    expect(method.state).toEqual({ card: { brand: 'Pigeon' } });
    expect(method.options?.({ type: 'pigeon_express' } as never)).toEqual({ type: 'pigeon_express' });
    expect(await loadFamily('pigeon')).toBeUndefined();
  });

  it('is loaded where it is a family', async () => {
    const { loadFamily } = createLoaders(larger, { confirmations: chunk('/^owl_.+$/') });
    expect(await loadFamily('owl_snowy')).toEqual([Invented]);
  });

  it('says whether it leaves the page', () => {
    expect(larger.isRedirecting('pigeon')).toBe(false);
    expect(larger.isRedirecting('owl_snowy')).toBe(true);
  });

  it('is shown with an amount', async () => {
    const expressPaymentData = vi.fn(() =>
      Promise.resolve({ totalPrice: { centAmount: 500, currencyCode: 'EUR', fractionDigits: 2 } }),
    );
    const host = {
      options: { currencyCode: 'EUR' },
      methods: {},
      config: {},
      client: { expressPaymentData },
    } as unknown as Host;
    expect(await sessionAmount(host, ['pigeon'], larger)).toEqual({ currency: 'EUR', value: 500 });
    expect(amountInstead(host, 'pigeon', larger)).toEqual({ amount: { currency: 'EUR', value: 0 } });
    expect(uselessWithoutAmount({ ...host, options: {} } as Host, larger)).toContain('pigeon_express');
  });

  it('corrects what is sent', () => {
    expect(requestBody({ paymentMethod: { type: 'pigeon', subtype: 'express' } }, larger)).toEqual({
      paymentMethod: { type: 'pigeon' },
    });
  });
});
