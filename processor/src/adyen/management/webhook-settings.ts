import { notificationTable } from '../../ledger/notifications.ts';
import type { WebhookSettings } from './client.ts';

/** The two webhooks that the connector needs. */
export interface WebhookKind {
  readonly name: 'standard' | 'tokenization';
  /** Adyen's name of the type. */
  readonly type: string;
  /** Of the processor. */
  readonly path: string;
  /** What it adds to every webhook's settings; the first form that Adyen takes is used. */
  readonly forms: readonly WebhookSettings[];
}

/** Every event of a standard webhook. */
const includeEventCodes = Object.entries(notificationTable)
  .filter(([, { isOfOtherWebhook }]) => isOfOtherWebhook !== true)
  .map(([eventCode]) => eventCode);

/** What several events would not say otherwise: the payment that a dispute is about, the parts of an order. */
const properties = {
  includeOriginalReferenceForChargebackReversed: true,
  includePaymentResultInOrderClosedNotification: true,
  includeCardInfoForRecurringContractNotification: true,
};

/** Source: https://docs.adyen.com/development-resources/webhooks/additional-settings */
export const webhookKinds: readonly WebhookKind[] = [
  {
    name: 'standard',
    type: 'standard',
    path: '/notifications',
    forms: [
      { additionalSettings: { includeEventCodes, properties } },
      { additionalSettings: { includeEventCodes } },
    ],
  },
  {
    name: 'tokenization',
    type: 'recurring-tokens-life-cycle-events',
    path: '/notifications/tokenization',
    forms: [{}],
  },
];

/** What is the same for both. */
export const settingsFor = (kind: WebhookKind, url: string): WebhookSettings => ({
  url,
  active: true,
  communicationFormat: 'json',
  description: `commercetools Connect: ${kind.name} webhook`,
  acceptsExpiredCertificate: false,
  acceptsSelfSignedCertificate: false,
  acceptsUntrustedRootCertificate: false,
  populateSoapActionHeader: false,
  // TLS but where a test address has none.
  ...(url.startsWith('https://') ? { encryptionProtocol: 'TLSv1.2' } : { encryptionProtocol: 'HTTP' }),
});
