import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { faultOf } from '../../test-support/fault-of.ts';
import { parseBody, parseShopperBody } from './parse.ts';

const schema = z.object({
  name: z.string().optional(),
  order: z.object({ id: z.string(), note: z.string().optional() }),
  count: z.int(),
});

describe.each([
  ['a body', parseBody],
  ["a shopper's body", parseShopperBody],
])('%s', (_name, parse) => {
  it("is read in its schema's form", () => {
    expect(parse(schema, { order: { id: 'a' }, count: 1, other: true })).toEqual({
      order: { id: 'a' },
      count: 1,
    });
  });

  it('is refused with every field that is wrong, and no value', () => {
    const { errors, message, fields } = faultOf(() => parse(schema, { order: {}, count: 'secret' }));
    expect(errors.map(({ field }) => field)).toEqual(['order.id', 'count']);
    expect(message).toMatch(/^order\.id: /);
    expect(fields).toEqual({ field: 'order.id' });
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it('is as good as empty where there is none', () => {
    expect(faultOf(() => parse(schema, undefined)).errors).toHaveLength(2);
    expect(parse(z.object({ name: z.string().optional() }), undefined)).toEqual({});
  });
});

it("a shopper's body takes null for absent, at any depth; another does not", () => {
  const body = { name: null, order: { id: 'a', note: null }, count: 1 };
  expect(parseShopperBody(schema, body)).toEqual({ order: { id: 'a' }, count: 1 });
  expect(faultOf(() => parseBody(schema, body)).fields).toEqual({ field: 'name' });
});

it("unencrypted card data in a shopper's body is refused before anything else is looked at", () => {
  const { errors } = faultOf(() => parseShopperBody(schema, { order: { cvc: '737' } }));
  expect(errors).toMatchObject([
    { field: 'order.cvc', message: expect.stringContaining('card data') as string },
  ]);
});
