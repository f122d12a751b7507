import { toPspReference } from '../../processor/src/identifiers.ts';
import { carriesMeaning, entriesOf, notificationTable } from '../../processor/src/ledger/notifications.ts';
import { ruleOf } from '../../processor/src/ledger/rules.ts';

const sample = {
  pspReference: toPspReference('P'),
  originalReference: toPspReference('O'),
  amount: { centAmount: 1, currencyCode: 'EUR' },
  eventDate: '2026-01-01T00:00:00Z',
  capturedByAdyen: false,
};

/** What a notification means, e.g. `Charge: captured (Success)`. */
const meaning = (eventCode: string, success: boolean, changes: object = {}): string =>
  entriesOf({ ...sample, eventCode, success, ...changes })
    .map((entry) => {
      if (entry.type === 'Described') return 'described; no money';
      if (!('fact' in entry)) return 'amountPlanned: the latest by eventDate';
      return `${entry.type}: \`${entry.fact}\` (${ruleOf(entry.type, entry.fact)?.state ?? ''})`;
    })
    .join('; ') || 'no change';

interface Variant {
  readonly name: string;
  readonly eventCode: string;
  readonly changes?: object;
}

/** The event codes whose meaning hangs on something else, in each of their meanings. */
const VARIANTS: readonly Variant[] = [
  {
    name: 'AUTHORISATION, captured by Adyen itself',
    eventCode: 'AUTHORISATION',
    changes: { capturedByAdyen: true },
  },
  { name: 'CAPTURE, "Recaptured"', eventCode: 'CAPTURE', changes: { reason: 'Transaction Recaptured' } },
  {
    name: 'CANCEL_OR_REFUND, refund',
    eventCode: 'CANCEL_OR_REFUND',
    changes: { modificationAction: 'refund' },
  },
];

/** What each webhook says to the ledger, by asking the ledger. */
export const notificationsTable = (): string[] => {
  const plain = Object.keys(notificationTable)
    .filter((eventCode) => [true, false].some((success) => carriesMeaning({ eventCode, success })))
    .map((eventCode): Variant => ({ name: eventCode, eventCode }));
  const rows = plain.flatMap((variant) => [
    variant,
    ...VARIANTS.filter(({ eventCode }) => eventCode === variant.eventCode),
  ]);
  return [
    '| eventCode | success true | success false |',
    '| --- | --- | --- |',
    ...rows.map(({ name, eventCode, changes }) => {
      const [succeeded, failed] = [true, false].map((success) => meaning(eventCode, success, changes));
      return `| ${name} | ${String(succeeded)} | ${String(failed)} |`;
    }),
  ];
};
