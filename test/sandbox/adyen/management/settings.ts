import { z } from 'zod';
import { structure, text, texts } from '../validation/structure.ts';

const additionalSettings = structure('AdditionalSettings', {
  includeEventCodes: z.array(z.string()).optional(),
  excludeEventCodes: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.boolean()).optional(),
}).optional();

const flag = z.boolean().optional();

const optional = {
  acceptsExpiredCertificate: flag,
  acceptsSelfSignedCertificate: flag,
  acceptsUntrustedRootCertificate: flag,
  populateSoapActionHeader: flag,
  additionalSettings,
  encryptionProtocol: z.enum(['HTTP', 'TLSv1.2', 'TLSv1.3']).optional(),
  networkType: z.enum(['local', 'public']).optional(),
  ...texts('description', 'password', 'username'),
};
const communicationFormat = z.enum(['http', 'json', 'soap']);

export const createWebhookRequest = structure('CreateMerchantWebhookRequest', {
  ...optional,
  active: z.boolean(),
  communicationFormat,
  type: text(undefined, 1),
  url: z.url(),
});

export const updateWebhookRequest = structure('UpdateMerchantWebhookRequest', {
  ...optional,
  active: flag,
  communicationFormat: communicationFormat.optional(),
  url: z.url().optional(),
});

export type WebhookSettings = z.infer<typeof createWebhookRequest>;
