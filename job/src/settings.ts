const KEYS = [
  'CTP_PROJECT_KEY',
  'CTP_CLIENT_ID',
  'CTP_CLIENT_SECRET',
  'CTP_AUTH_URL',
  'PROCESSOR_URL',
] as const;
type Key = (typeof KEYS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;
export type Settings = Readonly<Record<Key, string>>;

/** The settings of the job, or the names of those that are missing. */
export function readSettings(environment: Environment): { settings: Settings } | { missing: Key[] } {
  const missing = KEYS.filter((key) => !environment[key]?.trim());
  if (missing.length > 0) return { missing };
  return { settings: Object.fromEntries(KEYS.map((key) => [key, environment[key]])) as Settings };
}
