import fc from 'fast-check';

type Path = readonly (string | number)[];

/** Every place in a JSON value, the root included. */
const pathsOf = (value: unknown, path: Path = []): Path[] => {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    path,
    ...children.flatMap(([key, part]) => pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
};

type Change = (parent: Record<string | number, unknown>, key: string | number) => void;

const changeAt = (value: unknown, path: Path, change: Change): unknown => {
  const holder = { root: structuredClone(value) };
  let parent: unknown = holder;
  const [last, ...before] = ['root', ...path].reverse();
  for (const key of before.reverse())
    parent = (parent as Record<string | number, unknown> | null | undefined)?.[key];
  if (typeof parent === 'object' && parent !== null && last !== undefined) {
    change(parent as Record<string | number, unknown>, last);
  }
  return holder.root;
};

const deep = (depth: number): unknown => (depth === 0 ? 1 : { a: [deep(depth - 1)] });

/** Texts that have broken parsers, queries, paths and logs before. */
const nastyTexts = fc.constantFrom(
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'NaN',
    'null',
    'undefined',
    'true',
    '[object Object]',
    '__proto__',
    'constructor',
  ],
  ...[
    'toString',
    'hasOwnProperty',
    '../../payments',
    '%00',
    '%2e%2e%2f',
    "' or 1=1 --",
    '") or id is defined',
    '\u0000',
  ],
  ...[
    '\ud800',
    '\u202e',
    '💳'.repeat(50),
    'ä'.repeat(300),
    'x'.repeat(20_000),
    '\r\nX-Injected: 1',
    '${7*7}',
    '{{7*7}}',
  ],
  ...[
    'http://169.254.169.254/',
    'javascript:alert(1)',
    '<script>',
    '4111 1111 1111 1111',
    '00000000-0000-0000-0000-000000000000',
  ],
);

const nastyNumbers = fc.constantFrom(
  ...[
    0,
    -0,
    -1,
    0.5,
    1e21,
    2 ** 53,
    -(2 ** 53),
    2 ** 31,
    2 ** 32,
    Number.MAX_VALUE,
    5e-324,
    4111111111111111,
  ],
);

/** Any JSON value, more often one that has broken something. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
  nastyTexts,
  nastyNumbers,
  fc.constantFrom(
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    [{}],
    deep(40),
    deep(400),
    { length: -1 },
    { toString: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: garbage.map(
      (value): Change =>
        (parent, key) =>
          void (parent[key] = value),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>((parent, key) => void Reflect.deleteProperty(parent, key)) },
  {
    weight: 1,
    arbitrary: fc.tuple(nastyTexts, garbage).map(([name, value]): Change => {
      return (parent) =>
        void Object.defineProperty(parent, name, { value, enumerable: true, configurable: true });
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Change>((parent, key) => void (parent[key] = [parent[key], parent[key]])),
  },
);

/** The value with one to three of its places changed, removed, doubled or joined by something strange. */
export const mutationsOf = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(fc.constantFrom(...pathsOf(value)), changes), { minLength: 1, maxLength: 3 })
    .map((all) => all.reduce((current, [path, change]) => changeAt(current, path, change), value));

/** The value with each of its places changed in turn. */
export const eachPlace = (value: unknown): fc.Arbitrary<unknown>[] =>
  pathsOf(value).map((path) => changes.map((change) => changeAt(value, path, change)));

/** Bodies that are no JSON, or barely. */
export const brokenBodies = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[',
    '"',
    '{"a":',
    '{"a":1}}',
    'NaN',
    "{'a':1}",
    '[1,]',
    '\ufeff{}',
    '{}{}',
    '['.repeat(50_000),
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
);

/** Header values as HTTP allows them: no control characters, one byte each. */
export const headerValues = fc.oneof(
  nastyTexts.map((text) =>
    text
      .replaceAll(/[^\x20-\xff]/g, '?')
      .trim()
      .slice(0, 8000),
  ),
  fc
    .string({
      unit: fc
        .integer({ min: 0x20, max: 0xff })
        .filter((code) => code !== 0x7f)
        .map((code) => String.fromCharCode(code)),
      maxLength: 80,
    })
    .map((text) => text.trim()),
);
