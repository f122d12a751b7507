import * as z from 'zod';
import { ownedFields } from './owned-fields.ts';
import { settableFields, type RequestDefaults } from './settable-fields.ts';

/** The entry that holds for every method. */
export const EVERY_METHOD = '*';

/** Adyen takes 20 pairs; the connector sends up to four of its own. */
const MAX_METADATA = 16;

/** By Adyen's type of a method, Checkout's name of it, or `*` for all. */
export type RequestDefaultsByMethod = Readonly<Record<string, RequestDefaults>>;

/** Reads the setting's JSON; returns what is wrong with it as sentences that hold no value. */
export const readRequestDefaults = (
  value: Readonly<Record<string, unknown>>,
): { readonly defaults: RequestDefaultsByMethod; readonly faults: readonly string[] } => {
  const entries = Object.entries(value).map(([method, fields], index) => ({
    method,
    where: `entry ${index + 1}`,
    ...readEntry(fields),
  }));
  const defaults = Object.fromEntries(entries.map(({ method, fields }) => [method, fields]));
  const faults = entries.flatMap(({ where, method, faults }) =>
    [...faults, ...metadataFaults(defaults, method)].map((fault) => `${where} ${fault}`),
  );
  return { defaults, faults };
};

const readEntry = (value: unknown): { readonly fields: RequestDefaults; readonly faults: string[] } => {
  const owned = ownedFields.filter((path) => hasField(value, path.split('.')));
  if (owned.length > 0) {
    return { fields: {}, faults: owned.map((path) => `must not have ${path}: the connector decides it.`) };
  }
  const parsed = settableFields.safeParse(value);
  return parsed.success
    ? { fields: parsed.data, faults: [] }
    : { fields: {}, faults: [...new Set(parsed.error.issues.map(explain))] };
};

/** Whether an object has a field; Adyen's `additionalData` has dots in its names. */
const hasField = (value: unknown, [name = '', ...rest]: readonly string[]): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (name === 'additionalData' && rest.length > 0) {
    return hasName((value as { additionalData?: unknown }).additionalData, rest.join('.').toLowerCase());
  }
  if (!Object.hasOwn(value, name)) return false;
  return rest.length === 0 || hasField((value as Record<string, unknown>)[name], rest);
};

const hasName = (value: unknown, name: string): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value).map((one) => one.toLowerCase());
  return name.endsWith('*') ? names.some((one) => one.startsWith(name.slice(0, -1))) : names.includes(name);
};

const metadataFaults = (defaults: RequestDefaultsByMethod, method: string): string[] => {
  const pairs = { ...defaults[EVERY_METHOD]?.metadata, ...defaults[method]?.metadata };
  return Object.keys(pairs).length > MAX_METADATA
    ? [`has too much metadata: it must be at most ${MAX_METADATA} pairs, those for every method included.`]
    : [];
};

/** Names that merchants choose are part of the value, which is never shown. */
const freelyNamed = ['additionalData', 'customFields', 'localizedShopperStatement', 'metadata'];

const explain = ({ code, path }: z.core.$ZodIssue): string => {
  const free = path.findIndex((name) => freelyNamed.includes(String(name)));
  const field = path.slice(0, free === -1 ? path.length : free + 1).join('.');
  const place = field === '' ? '' : ` in ${field}`;
  if (code === 'unrecognized_keys') {
    return `has an unknown field${place}: it must be one of Adyen's /payments request that holds for every payment.`;
  }
  return field === ''
    ? "must be an object with fields of Adyen's /payments request."
    : `has a malformed ${field}: it must be as Adyen's /payments request has it.`;
};
