import { afterAll, beforeAll } from 'vitest';
import { callProcessor, type Answer, type Call, type Stack, type StackOptions } from '../sandbox/harness.ts';
import { startProcessor } from '../sandbox/processor.ts';
import type { Service } from '../sandbox/service.ts';
import { useStack } from './support.ts';

export type Deployment = 'first' | 'second';

export const SECOND_ACCOUNT = 'SecondMerchant';

export interface Deployments {
  readonly stack: () => Stack;
  readonly call: <Body = unknown>(at: Deployment, path: string, call?: Call) => Promise<Answer<Body>>;
}

/**
 * Two deployments of the connector in one commercetools project, each with a merchant account of its own. Adyen's webhooks go
 * to the first.
 */
export function useTwoDeployments(
  options: {
    readonly both?: StackOptions['environment'];
    readonly second?: StackOptions['environment'];
  } = {},
): Deployments {
  const stack = useStack({
    environment: options.both ?? {},
    adyen: { furtherMerchantAccounts: [SECOND_ACCOUNT] },
  });
  let second: Service | undefined;
  beforeAll(async () => {
    const environment = { ...stack().environment, ADYEN_MERCHANT_ACCOUNT: SECOND_ACCOUNT, ...options.second };
    second = await startProcessor(environment);
  });
  afterAll(() => second?.stop());

  const urlOf = (at: Deployment): string => (at === 'first' ? stack().processorUrl : (second?.url ?? ''));
  return {
    stack,
    call: (at, path, call = {}) => callProcessor(urlOf(at) + path, call),
  };
}
