import type { MerchantAccount } from '../identifiers.ts';
import type { Config } from './config.ts';
import type { MerchantAccountEntry } from './read-merchant-accounts.ts';

type KeySettings = Pick<
  Config['adyen'],
  'merchantAccount' | 'merchantAccounts' | 'hmacKeys' | 'tokenizationHmacKeys'
>;

/** Adyen's two forms of webhooks. */
export type NotificationKind = 'standard' | 'tokenization';

/**
 * The hexadecimal HMAC keys that may have signed what names this merchant account. All keys for an account that is not the
 * connector's, and where no account is named: what they signed is genuine, and belongs to somebody else.
 */
export type KeysOf = (merchantAccount?: MerchantAccount) => readonly string[];

const usualKeys = (settings: KeySettings, kind: NotificationKind): readonly string[] =>
  kind === 'standard' ? settings.hmacKeys : settings.tokenizationHmacKeys;

const ownKeys = (entries: readonly MerchantAccountEntry[], kind: NotificationKind): readonly string[] =>
  entries.flatMap(({ hmacKeys = [], tokenizationHmacKeys = hmacKeys }) =>
    kind === 'standard' ? hmacKeys : tokenizationHmacKeys,
  );

/** The configured keys. An account without keys of its own has the usual ones: one webhook may serve a whole company. */
export const configuredKeys =
  (settings: KeySettings, kind: NotificationKind): KeysOf =>
  (merchantAccount) => {
    const usual = usualKeys(settings, kind);
    const entries = settings.merchantAccounts.filter((entry) => entry.merchantAccount === merchantAccount);
    if (merchantAccount === settings.merchantAccount) return [...usual, ...ownKeys(entries, kind)];
    if (entries.length === 0) return [...usual, ...ownKeys(settings.merchantAccounts, kind)];
    const own = ownKeys(entries, kind);
    return own.length > 0 ? own : usual;
  };
