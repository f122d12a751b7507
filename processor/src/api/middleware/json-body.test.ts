import { expect, it, vi } from 'vitest';
import { parseJson } from './json-body.ts';

const parse = (text: string, maximumValues = 5): unknown => parseJson(Buffer.from(text), maximumValues);
const refusal = expect.objectContaining({ statusCode: 400, code: 'InvalidJsonInput' }) as Error;

it.each([
  ['{"a":1,"b":[1,2]}', { a: 1, b: [1, 2] }],
  ['[]', []],
  ['\uFEFF{"a":"ü"}', { a: 'ü' }],
  ['{"a":"1,2,3,[{4,5,6,7"}', { a: '1,2,3,[{4,5,6,7' }],
  [String.raw`{"a\"":"\\",",\"[[":",,,,,,"}`, { 'a"': '\\', ',"[[': ',,,,,,' }],
])('reads %s', (text, expected) => expect(parse(text)).toEqual(expected));

it.each(['', ' ', '"text"', '1', 'null', '{"a":', '{"a":"'])('refuses %j', (text) =>
  expect(() => parse(text)).toThrow(refusal),
);

it.each(['[0,0,0,0,0,0]', '[{},{},{}]', '[[[[[[]]]]]]', '{"a":{"b":{"c":[1,2,3]}}}', '[,,,,,,'])(
  'refuses %s for the number of its values, without parsing it',
  (text) => {
    const parsed = vi.spyOn(JSON, 'parse');
    expect(() => parse(text)).toThrow(refusal);
    expect(parsed).not.toHaveBeenCalled();
    parsed.mockRestore();
  },
);
