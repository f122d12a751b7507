import { ensureType } from '../../processor/src/commercetools/ensure-type.ts';
import { customTypes } from '../../processor/src/commercetools/custom-types.ts';
import { startAdyen } from '../sandbox/adyen/index.ts';
import { assertValidRequests } from '../sandbox/harness.ts';
import { startCommercetools } from '../sandbox/commercetools/index.ts';
import { startInstance, type ProcessorInstance, type Upstreams } from './processor-instance.ts';

const INSTANCES = 2;

/** Sandbox and processors; many histories are played in one, each with carts of its own. */
export interface World extends Upstreams {
  /** One that was killed is replaced by a new one. */
  instance: (index: number) => Promise<ProcessorInstance>;
  /** Adyen forgets everything, and no query of commercetools is remembered: another history begins. */
  clear: () => void;
  stop: () => Promise<void>;
}

/** Webhooks stay at Adyen: the history delivers them. */
const NOWHERE = 'http://127.0.0.1:9/notifications';

export async function startWorld(): Promise<World> {
  const [commercetools, adyen] = await Promise.all([startCommercetools(), startAdyen()]);
  const upstreams = { commercetools, adyen };
  const started: ProcessorInstance[] = [];
  const start = async (): Promise<ProcessorInstance> => {
    const instance = await startInstance(upstreams);
    started.push(instance);
    return instance;
  };
  const current: ProcessorInstance[] = [];
  while (current.length < INSTANCES) current.push(await start());
  for (const type of customTypes) {
    if (current[0]) await ensureType(current[0].dependencies.commercetools, type);
  }
  return {
    ...upstreams,
    instance: async (index) => {
      const known = current[index % INSTANCES];
      if (known && !known.isKilled) return known;
      return (current[index % INSTANCES] = await start());
    },
    clear: () => {
      adyen.control.reset();
      adyen.control.settings({ approvalDelayMs: 0, webhookDelayMs: 0 });
      adyen.control.setNotificationUrl(NOWHERE);
      adyen.control.holdWebhooks();
      commercetools.control.clearRequests();
    },
    stop: async () => {
      await Promise.all(started.map((instance) => instance.stop()));
      await Promise.all([adyen.stop(), commercetools.stop()]);
      assertValidRequests(adyen);
    },
  };
}
