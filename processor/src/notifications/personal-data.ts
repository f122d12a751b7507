import type { NotificationItem } from '../adyen/webhooks/parse.ts';

/** The shopper's, and without an effect on a Payment. */
const PERSONAL =
  /holder|owner|email|phone|address|shopper(ip|name|statement|country)|security|birth|bankaccount|firstname|lastname|fingerprint/i;

/** All that an item's effect may depend on; of an IBAN that is its last digits. */
export const withoutPersonalData = ({ additionalData, ...item }: NotificationItem): NotificationItem => ({
  ...item,
  additionalData: Object.fromEntries(
    Object.entries(additionalData)
      .filter(([name]) => !PERSONAL.test(name))
      .map(([name, text]) => [name, /iban/i.test(name) ? text.slice(-4) : text]),
  ),
});
