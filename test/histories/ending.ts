import { isOfClosedOrder } from './choose.ts';
import { advance, HOUR_MS } from './clock.ts';
import { review, type Finding } from './back-office-steps.ts';
import type { Scene } from './scene.ts';

const MOST_ROUNDS = 12;

/** Delivers what is pending until nothing is, with what the processor's own operations at Adyen add. */
const deliverAll = async (scene: Scene): Promise<void> => {
  const { url } = await scene.world.instance(0);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { pending } = scene.webhooks;
    if (pending.length === 0) return;
    // In any order: the first time that each is delivered may be long after it was sent.
    for (const one of scene.random.shuffle(pending)) await scene.webhooks.deliver([one], url);
  }
};

const reviewUntilQuiet = async (scene: Scene, pauseMs: number): Promise<readonly Finding[]> => {
  let findings: readonly Finding[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    advance(pauseMs);
    const result = await review(scene, 0);
    const added = scene.webhooks.pending.length;
    await deliverAll(scene);
    if (result) findings = result.findings;
    if (result?.settled.length === 0 && added === 0) break;
  }
  return findings;
};

/** Every other attempt that is still open is paid, and its shopper never comes back. */
const finishSome = (scene: Scene): void => {
  const { control } = scene.world.adyen;
  const open = control
    .payments()
    .filter(({ state }) => state === 'started' || state === 'pending')
    .filter((payment) => !isOfClosedOrder(scene, payment));
  for (const [index, { pspReference }] of open.entries()) if (index % 2 === 0) control.approve(pspReference);
};

/** Finishes or abandons what is open, and lets reviews run until they change nothing. @returns what they found at last */
export const end = async (scene: Scene): Promise<readonly Finding[]> => {
  scene.trouble = undefined;
  await deliverAll(scene);
  finishSome(scene);
  await deliverAll(scene);
  const soon = await reviewUntilQuiet(scene, 2 * HOUR_MS);
  const late = await reviewUntilQuiet(scene, 8 * 24 * HOUR_MS);
  return [...soon, ...late];
};

/** Delivers everything once more, the latest first. */
export const replayAll = async (scene: Scene): Promise<void> => {
  const { url } = await scene.world.instance(1);
  for (const one of scene.webhooks.all.reverse()) await scene.webhooks.deliver([one], url);
};
