import { notificationTable } from '../../ledger/notifications.ts';
import type { WebhookSettings } from './client.ts';

/** The two webhooks that the connector needs. */
export interface WebhookKind {
  readonly name: 'standard' | 'tokenization';
  /** Adyen's name of the type. */
  readonly type: string;
  /** Of the processor. */
  readonly path: string;
  /** Events and additional settings that it asks for. */
  readonly wishes: readonly Wish[];
}

/** One event code, or one additional setting. An account may not have it. */
export interface Wish {
  readonly name: string;
  readonly of: 'includeEventCodes' | 'properties';
}

/** Every event of a standard webhook. */
const eventCodes = Object.entries(notificationTable)
  .filter(([, { isOfOtherWebhook }]) => isOfOtherWebhook !== true)
  .map(([eventCode]) => eventCode);

/** What events would not say otherwise, and the connector reads. */
const properties = [
  // The payment that a dispute is about, and the capture.
  'includeOriginalReferenceForChargebackReversed',
  'addCaptureReferenceToDisputeNotification',
  // The parts of an order that succeeded.
  'includePaymentResultInOrderClosedNotification',
  'includeCardInfoForRecurringContractNotification',
  'includeMetadataIn3DSecurePaymentNotification',
  'includeAuthAmountForDynamicZeroAuth',
  'includeCaptureDelayHours',
  'includeRetryAttempts',
  'includeRiskData',
  'includeThreeDSecureResult',
  'includeThreeDSVersion',
  'addAcquirerResult',
  'addRawAcquirerResult',
  'includeCardBin',
  'includeFundingSource',
];

/** Source: https://docs.adyen.com/development-resources/webhooks/webhook-types/additional-settings */
export const webhookKinds: readonly WebhookKind[] = [
  {
    name: 'standard',
    type: 'standard',
    path: '/notifications',
    wishes: [
      ...eventCodes.map((name) => ({ name, of: 'includeEventCodes' as const })),
      ...properties.map((name) => ({ name, of: 'properties' as const })),
    ],
  },
  {
    name: 'tokenization',
    type: 'recurring-tokens-life-cycle-events',
    path: '/notifications/tokenization',
    wishes: [],
  },
];

/** The part of a webhook's settings that asks for these; without event codes Adyen sends its default ones. */
export const settingsOf = (wishes: readonly Wish[]): WebhookSettings => {
  const namesOf = (part: Wish['of']): string[] =>
    wishes.filter((wish) => wish.of === part).map(({ name }) => name);
  const includeEventCodes = namesOf('includeEventCodes');
  const asked = namesOf('properties').map((name) => [name, true] as const);
  if (wishes.length === 0) return {};
  return {
    additionalSettings: {
      ...(includeEventCodes.length > 0 && { includeEventCodes }),
      ...(asked.length > 0 && { properties: Object.fromEntries(asked) }),
    },
  };
};

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
