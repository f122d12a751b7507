import { invalidInput } from '../http/errors.ts';
import type { Predicate } from './predicate.ts';

const COMMON = 'id version key createdAt lastModifiedAt createdBy lastModifiedBy custom'.split(' ');

const BY_TYPE: Readonly<Record<string, ReadonlySet<string>>> = {
  payment: new Set([
    ...COMMON,
    ...'customer anonymousId interfaceId amountPlanned paymentMethodInfo paymentStatus transactions'.split(
      ' ',
    ),
    'interfaceInteractions',
  ]),
  'payment-method': new Set([
    ...COMMON,
    ...'name customer businessUnit method paymentInterface interfaceAccount token paymentMethodStatus default'.split(
      ' ',
    ),
  ]),
  'key-value-document': new Set([...COMMON, 'container', 'value']),
};

const topFields = (predicate: Predicate): string[] => {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return [...topFields(predicate.left), ...topFields(predicate.right)];
    case 'not':
      return topFields(predicate.of);
    case 'nested':
    case 'compare':
    case 'in':
    case 'contains':
    case 'is':
      return [predicate.field];
  }
};

/**
 * Refuses a predicate on a field that the resource cannot have, so that a slip of the pen does not look like an empty
 * result.
 *
 * @throws CtError 400 `InvalidInput`
 */
export function checkFields(typeId: string, predicate: Predicate): void {
  const known = BY_TYPE[typeId];
  const unknown = known && topFields(predicate).find((field) => !known.has(field));
  if (unknown !== undefined)
    throw invalidInput(`Malformed parameter: where: The field '${unknown}' does not exist.`);
}
