import * as z from 'zod';

const some = (item: z.ZodString) => z.array(item).min(1).optional();
const hmacKey = z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal characters');

const entry = z.strictObject({
  merchantAccount: z
    .string()
    .regex(/^[^\s:]{1,80}$/, "must be the name of Adyen's merchant account")
    .brand<'MerchantAccount'>(),
  /** All conditions that are given must hold; an entry without any matches every cart. */
  stores: some(z.string().min(1)),
  countries: some(z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter country code')),
  currencies: some(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code')),
  clientKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be a client key')
    .optional(),
  hmacKeys: some(hmacKey),
  tokenizationHmacKeys: some(hmacKey),
  /** The balance account that this entry's payments are booked to, with Adyen for Platforms. */
  balanceAccount: z
    .string()
    .regex(/^\w{1,80}$/, 'must be the id of a balance account')
    .optional(),
});

const schema = z.array(entry).min(1);

/** A merchant account beside the usual one, and the carts that belong to it. */
export type MerchantAccountEntry = z.output<typeof entry>;

/** Reads the setting's JSON; answers what is wrong with it as sentences that hold no value. */
export const readMerchantAccounts = (
  value: unknown,
): { readonly accounts: MerchantAccountEntry[]; readonly faults: readonly string[] } => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { accounts: parsed.data, faults: [] };
  return { accounts: [], faults: parsed.error.issues.map(explain) };
};

const explain = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.length === 0 ? 'the list' : `entry ${issue.path.map(String).join('.')}`;
  return issue.code === 'unrecognized_keys'
    ? `${where} has an unknown key: it must be one of ${Object.keys(entry.shape).join(', ')}.`
    : `${where} is malformed: ${issue.message}.`;
};
