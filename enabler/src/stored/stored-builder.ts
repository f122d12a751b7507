import { sharedAdyen } from '../component/component-builder.ts';
import type { Host } from '../host.ts';
import { loadMethod } from '../methods/loaders.ts';
import type { StoredComponentBuilder } from '../types.ts';
import { StoredCard } from './stored-card.ts';

/** What is needed to build a component of a stored card. */
export async function storedCardBuilder(host: Host): Promise<StoredComponentBuilder> {
  const [adyen, method] = await Promise.all([sharedAdyen(host), loadMethod('scheme')]);
  return {
    componentHasSubmit: true,
    build: (options) => new StoredCard({ host, adyen, method, options }),
  };
}
