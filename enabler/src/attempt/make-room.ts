import type { EnablerOptions } from '../types.ts';

/** adyen-web's actions that want the whole screen. */
const fullscreenActions = new Set(['threeDS2', 'qrCode']);

/** Gives the page the chance to make room for an action. What the page makes of it does not stop the payment. */
export async function makeRoom(actionType: string, { onActionRequired }: EnablerOptions): Promise<void> {
  if (!fullscreenActions.has(actionType)) return;
  try {
    await onActionRequired?.({ type: 'fullscreen' });
  } catch {
    return;
  }
}
