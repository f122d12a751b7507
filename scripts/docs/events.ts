import { notificationTable } from '../../processor/src/ledger/notifications.ts';

/** docs/events.md: what each of Adyen's events means, from the very table that the processor decides by. */
export const eventsPage = (): string =>
  [
    '# Events',
    '',
    "Adyen's event codes, and what each means for a Payment. `npm run docs` writes this page from the table in",
    '`processor/src/ledger/`. A code that is not here is acknowledged, and stored as an interface interaction where',
    '`ADYEN_SAVE_INTERFACE_INTERACTIONS` is on. The facts and states are in the [README](../README.md#how-it-works).',
    '',
    '| eventCode | Effect | Webhook | Source |',
    '| --- | --- | --- | --- |',
    ...Object.entries(notificationTable).map(([eventCode, { effect, source, isOfOtherWebhook }]) => {
      const path = source.replace('https://docs.adyen.com/', '');
      return `| ${eventCode} | ${effect} | ${isOfOtherWebhook ? 'another' : 'standard'} | [${path}](${source}) |`;
    }),
  ].join('\n');
