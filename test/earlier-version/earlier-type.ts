import type { Stack } from '../sandbox/harness.ts';

/** The fields of transactions that the earlier version stored. */
const NAMES = ['facts', 'reason', 'eventDate', 'reference', 'outcome', 'requestDigest', 'order', 'charge'];

/** Makes the stack's project one to which the earlier version was deployed first: its custom type has bare field names. */
export function keepEarlierType({ commercetools: { control } }: Stack): void {
  const type = control.all('type').find(({ key }) => key === 'adyen-connector-transaction');
  if (!type) throw new Error('The custom type of the connector is missing.');
  const fieldDefinitions = NAMES.map((name) => ({
    name,
    label: { en: name },
    required: false,
    type: name === 'facts' ? { name: 'Set', elementType: { name: 'String' } } : { name: 'String' },
    inputHint: 'SingleLine',
  }));
  control.put('type', { ...type, fieldDefinitions } as never);
}
