import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpecificationObjectZodSchema } from '@commercetools-connect/specification';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../processor/src/config/environment.ts';

const root = join(import.meta.dirname, '../..');

/** Connect sets it, and refuses it as a configuration key. */
const givenByConnect = ['PORT'];

const secrets = [
  'CTP_CLIENT_SECRET',
  'ADYEN_API_KEY',
  'ADYEN_NOTIFICATION_HMAC_KEY',
  'ADYEN_NOTIFICATION_HMAC_TOKENIZATION_WEBHOOKS_KEY',
  'ADYEN_APPLEPAY_OWN_CERTIFICATE',
  'ADYEN_MANAGEMENT_API_KEY',
  'ADYEN_MERCHANT_ACCOUNTS',
  'OTEL_EXPORTER_OTLP_HEADERS',
];

const specification = SpecificationObjectZodSchema.parse(
  parse(readFileSync(join(root, 'connect.yaml'), 'utf8')),
);
const processor = specification.deployAs.find(({ name }) => name === 'processor');
const configuration = processor && 'configuration' in processor ? processor.configuration : undefined;
const standard = configuration?.standardConfiguration ?? [];
const secured = configuration?.securedConfiguration ?? [];

const shape = Object.entries(environmentSchema.shape).filter(([key]) => !givenByConnect.includes(key));

describe('connect.yaml', () => {
  it('deploys the enabler as assets and the processor as a service with a health check', () => {
    expect(specification.deployAs).toMatchObject([
      { name: 'enabler', applicationType: 'assets' },
      { name: 'processor', applicationType: 'service', endpoint: '/', healthCheck: { path: '/health' } },
      { name: 'job', applicationType: 'job', properties: { schedule: expect.any(String) as string } },
    ]);
  });

  it('holds every key that the processor reads, and none that it does not read', () => {
    const keys = [...standard, ...secured].map(({ key }) => key);
    expect(keys.toSorted()).toEqual(shape.map(([key]) => key).toSorted());
  });

  it('keeps secrets secured', () => {
    expect(secured.map(({ key }) => key).toSorted()).toEqual(secrets.toSorted());
  });

  it('requires what the processor cannot start without', () => {
    const required = new Set(
      [...standard, ...secured].filter((entry) => entry.required).map(({ key }) => key),
    );
    const needed = shape.filter(([, schema]) => !schema.safeParse(undefined).success).map(([key]) => key);
    expect(needed.filter((key) => !required.has(key))).toEqual([]);
  });

  it("offers the processor's own defaults", () => {
    const offered = standard.filter(
      ({ key, default: value }) => value !== undefined && key !== 'ADYEN_ENVIRONMENT',
    );
    const defaults = shape.flatMap(([key, schema]) => {
      const value = schema.safeParse(undefined).data;
      return ['string', 'number', 'boolean'].includes(typeof value)
        ? [[key, `${value as string | number}`]]
        : [];
    });
    expect(Object.fromEntries(offered.map(({ key, default: value }) => [key, value]))).toEqual(
      Object.fromEntries(defaults),
    );
  });
});
