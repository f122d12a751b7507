import { fault, type Fault } from '../../errors.ts';

const invalidJson = (message: string): Fault => fault('InvalidJsonInput', { values: { message } });

const comma = 0x2c;
const quote = 0x22;
const backslash = 0x5c;
const openings: ReadonlySet<number> = new Set([0x5b, 0x7b]);

/** Whether the text holds more than so many lists, objects and elements. It is looked through once, and nothing is built. */
const holdsMoreThan = (bytes: Uint8Array, maximum: number): boolean => {
  let count = 0;
  let isInText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) isInText = !isInText;
    else if (isInText) index += byte === backslash ? 1 : 0;
    else if (byte === comma || openings.has(byte)) count += 1;
    if (count > maximum) return true;
  }
  return false;
};

/**
 * The JSON object or list in a body. Parsing, and whatever walks the result, costs by the number of values rather than by their
 * length, and anybody may send a body: so the values are counted first.
 * @throws Fault 400
 */
export const parseJson = (bytes: Uint8Array, maximumValues: number): unknown => {
  if (holdsMoreThan(bytes, maximumValues)) {
    throw invalidJson(`The body holds more than ${maximumValues} values.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) return value;
  throw invalidJson('The body is not a JSON object.');
};
