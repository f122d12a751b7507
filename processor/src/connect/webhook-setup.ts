import { ManagementError, type ManagementClient, type Webhook } from '../adyen/management/client.ts';
import {
  settingsFor,
  settingsOf,
  webhookKinds,
  type Wish,
  type WebhookKind,
} from '../adyen/management/webhook-settings.ts';
import { askFor } from './ask-for.ts';
import type { CustomObjects } from '../commercetools/custom-objects.ts';
import { readKeptWebhooks, writeKeptWebhooks, type KeptWebhook } from '../commercetools/webhook-keys.ts';
import type { Config } from '../config/config.ts';
import { allAccounts } from '../config/merchant-accounts.ts';
import type { MerchantAccount } from '../identifiers.ts';
import type { Logger } from '../logging/logger.ts';

export interface WebhookSetup {
  readonly config: Pick<Config, 'adyen' | 'storedPaymentMethods'>;
  readonly management: ManagementClient;
  readonly customObjects: Pick<CustomObjects, 'get' | 'put'>;
  readonly logger: Logger;
  /** Where the deployment is reached from outside. */
  readonly serviceUrl: string;
}

/** What was delivered just before a change may be signed with an earlier key. */
const KEPT_KEYS = 3;

/**
 * Creates, or brings up to date, Adyen's webhooks to this deployment, in every merchant account. Their HMAC keys are kept in a
 * custom object that the processor reads, and appear nowhere else. It may run any number of times.
 * @throws ManagementError when a standard webhook cannot be set up; Fault when commercetools cannot be used
 */
export const ensureWebhooks = async (setup: WebhookSetup): Promise<void> => {
  for (const merchantAccount of allAccounts(setup.config)) {
    const existing = await setup.management.list(merchantAccount);
    for (const kind of webhookKinds) {
      if (kind.name === 'tokenization' && !setup.config.storedPaymentMethods.isEnabled) continue;
      await ensureWebhook(setup, merchantAccount, kind, existing);
    }
  }
};

const ensureWebhook = async (
  setup: WebhookSetup,
  merchantAccount: MerchantAccount,
  kind: WebhookKind,
  existing: readonly Webhook[],
): Promise<void> => {
  const { management, logger } = setup;
  const url = urlOf(setup, kind);
  const found = existing.find((webhook) => webhook.url === url);
  let id = found?.id;
  const send = async (wishes: readonly Wish[]): Promise<void> => {
    const settings = { ...settingsFor(kind, url), ...settingsOf(wishes) };
    const { id: own } = await (id === undefined
      ? management.create(merchantAccount, { ...settings, type: kind.type })
      : management.update(merchantAccount, id, settings));
    id = own;
  };
  try {
    const refused = await askFor(kind.wishes, send);
    if (refused.length > 0) logger.warn(refusedText(kind, merchantAccount, refused));
    if (id !== undefined) await ensureKey(setup, { id, merchantAccount, kind: kind.name, url });
    logger.info(`Adyen's ${kind.name} webhook of ${merchantAccount}: ${found ? 'up to date' : 'created'}`);
  } catch (error) {
    // Not every account may create this type by the API; payments do not depend on it.
    if (kind.name === 'standard' || !(error instanceof ManagementError)) throw error;
    logger.error(
      `Adyen's tokenization webhook of ${merchantAccount} could not be set up: ${error.message} Create "Recurring tokens life cycle events" for ${url} in Adyen's Customer Area, and put its HMAC key into ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY.`,
    );
  }
};

const refusedText = (kind: WebhookKind, merchantAccount: MerchantAccount, refused: readonly Wish[]): string =>
  `Adyen's ${kind.name} webhook of ${merchantAccount} is set up without what Adyen refused: ${refused.map(({ name }) => name).join(', ')}. Select it in Adyen's Customer Area if the account has it.`;

const ensureKey = async (setup: WebhookSetup, webhook: Omit<KeptWebhook, 'hmacKeys'>): Promise<void> => {
  const { customObjects, management } = setup;
  const kept = await readKeptWebhooks(customObjects);
  const known = kept.find(({ id }) => id === webhook.id);
  if (known && known.hmacKeys.length > 0) return;
  const key = await management.generateHmacKey(webhook.merchantAccount, webhook.id);
  const hmacKeys = [key, ...(known?.hmacKeys ?? [])].slice(0, KEPT_KEYS);
  await writeKeptWebhooks(customObjects, [
    ...kept.filter(({ id }) => id !== webhook.id),
    { ...webhook, hmacKeys },
  ]);
};

/**
 * Deactivates Adyen's webhooks to this deployment. Their keys stay: what is on its way can still be verified, and activating
 * them again needs no new ones.
 * @returns how many were active
 */
export const deactivateWebhooks = async (setup: WebhookSetup): Promise<number> => {
  const urls: readonly (string | undefined)[] = webhookKinds.map((kind) => urlOf(setup, kind));
  let count = 0;
  for (const merchantAccount of allAccounts(setup.config)) {
    const webhooks = await setup.management.list(merchantAccount);
    for (const { id } of webhooks.filter(({ url, active }) => active === true && urls.includes(url))) {
      await setup.management.update(merchantAccount, id, { active: false });
      count += 1;
    }
  }
  return count;
};

const urlOf = ({ serviceUrl }: WebhookSetup, { path }: WebhookKind): string =>
  `${serviceUrl.replace(/\/+$/, '')}${path}`;
