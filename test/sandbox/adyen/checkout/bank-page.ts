import type { World } from '../world.ts';

/** The address of the page on which the bank asks the shopper; the page is served by `shopper/bank.ts`. */
export const bankPage = (world: World, pspReference: string): string => {
  const token = world.continuations.issue('bank', { pspReference });
  return `${world.origin}/bank/${Buffer.from(token).toString('base64url')}`;
};
