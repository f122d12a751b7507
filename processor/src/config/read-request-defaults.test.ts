import { describe, expect, it } from 'vitest';
import { minimalEnvironment } from '../test-support/environment.ts';
import { ConfigurationError, loadConfig } from './load-config.ts';
import { ownedFields } from './owned-fields.ts';

const environment = minimalEnvironment('http://localhost:9310');

const load = (defaults: unknown) =>
  loadConfig({
    ...environment,
    ADYEN_PAYMENT_REQUEST_DEFAULTS: typeof defaults === 'string' ? defaults : JSON.stringify(defaults),
  });

const faults = (defaults: unknown): readonly string[] => {
  try {
    load(defaults);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
  return [];
};

/** An entry with nothing but the field of this path; a name with a star begins like that. */
const entryWith = (path: string): object => {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { [name]: 'CANARY' };
  if (name === 'additionalData') return { [name]: { [rest.join('.').replace('*', 'CANARY')]: 'CANARY' } };
  return { [name]: entryWith(rest.join('.')) };
};

describe('ADYEN_PAYMENT_REQUEST_DEFAULTS', () => {
  it('is by method, and may set what neither the shopper nor the connector decides', () => {
    const defaults = {
      '*': { store: 'web', metadata: { channel: 'web' }, riskData: { profileReference: 'R1' } },
      card: {
        additionalData: { authorisationType: 'PreAuth', 'riskdata.skipRisk': 'true' },
        authenticationData: { attemptAuthentication: 'always' },
        threeDS2RequestData: { threeDSRequestorChallengeInd: '04' },
        accountInfo: { accountCreationDate: '2024-05-06' },
      },
      upi_intent: { mandate: { amount: '1000', endsAt: '2030-12-31', frequency: 'monthly' } },
    };
    expect(load(defaults).adyen.paymentRequestDefaults).toEqual(defaults);
    expect(loadConfig(environment).adyen.paymentRequestDefaults).toEqual({});
  });

  it.each(ownedFields)('refuses %s, which the connector decides, and names it', (path) => {
    const [line, ...others] = faults({ scheme: entryWith(path) });
    expect(line).toBe(
      `ADYEN_PAYMENT_REQUEST_DEFAULTS: entry 1 must not have ${path}: the connector decides it.`,
    );
    expect(others).toEqual([]);
  });

  it('finds additional data of the connector in any case', () => {
    expect(faults({ scheme: { additionalData: { MANUALCAPTURE: 'false' } } })).toHaveLength(1);
  });

  it.each([
    ['CANARY', 'must be a JSON object'],
    [{ scheme: 'CANARY' }, 'entry 1 must be an object'],
    [{ scheme: {}, mc: { CANARY: 1 } }, 'entry 2 has an unknown field: '],
    [{ scheme: { riskData: { CANARY: 1 } } }, 'entry 1 has an unknown field in riskData'],
    [{ scheme: { additionalData: { CANARY: true } } }, 'entry 1 has a malformed additionalData'],
    [{ scheme: { mcc: 5411 } }, 'entry 1 has a malformed mcc'],
    [{ scheme: { fraudOffset: 1.5 } }, 'entry 1 has a malformed fraudOffset'],
    [{ scheme: { metadata: { CANARY: 'x'.repeat(81) } } }, 'entry 1 has a malformed metadata'],
    [{ scheme: { metadata: { ['CANARY'.repeat(4)]: 'x' } } }, 'entry 1 has a malformed metadata'],
  ])('says what is wrong in %j, but not the value', (defaults, part) => {
    const [line, ...others] = faults(defaults);
    expect(line).toContain('ADYEN_PAYMENT_REQUEST_DEFAULTS');
    expect(line).toContain(part);
    expect(line).not.toContain('CANARY');
    expect(others).toEqual([]);
  });

  it('leaves room for the metadata that the connector sends', () => {
    const pairs = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));
    expect(faults({ '*': { metadata: pairs('a', 8) }, scheme: { metadata: pairs('b', 8) } })).toEqual([]);
    expect(faults({ '*': { metadata: pairs('a', 8) }, scheme: { metadata: pairs('b', 9) } })).toEqual([
      expect.stringContaining('entry 2 has too much metadata'),
    ]);
  });
});
