import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../faults/lane.ts';
import type { Answer, Call } from '../sandbox/harness.ts';
import type { ProcessorInstance } from './processor-instance.ts';
import { randomFrom, type Random } from './random.ts';
import type { Where } from './step.ts';
import { arm, type ArmedTrouble } from './trouble.ts';
import { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

export interface PlayedCart {
  readonly id: string;
  readonly sessionId: string;
  /** Its gift card order at Adyen, as the form knows it. */
  order?: { readonly orderData: string; readonly pspReference: string };
}

/** An attempt, with all that is needed to make it again. */
export interface PlayedAttempt {
  readonly cart: PlayedCart;
  readonly path: string;
  readonly call: Call;
  /** How many different attempts it may have been. */
  presses: number;
  paymentReference?: string;
  /** The bank's page, or what a component's wallet goes on with. */
  bank?: string;
  paypalOrder?: string;
  /** Where the bank has sent the browser, not yet visited or already. */
  returnPath?: string;
}

/** A request of the back office, with all that is needed to make it again. */
export interface PlayedRequest {
  readonly paymentId: string;
  readonly intent: string;
  /** How many different requests it may have been. */
  times: number;
  readonly path: string;
  readonly call: Call;
}

/** A history while it is played. */
export class Scene {
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly carts: PlayedCart[] = [];
  readonly attempts: PlayedAttempt[] = [];
  readonly requests: PlayedRequest[] = [];
  /** What the processor was asked, and the status of its answer. */
  readonly answers: string[] = [];
  /** Requests that the processor could not deal with: its own faults. */
  readonly internalFaults: string[] = [];
  /** References of the operations that were made in Adyen's Customer Area. */
  readonly madeAtAdyen = new Set<string>();
  /** Strikes the next request. */
  trouble: ArmedTrouble | undefined;

  /** For what no step decides. */
  readonly random: Random;

  constructor(world: World, seed: number) {
    this.world = world;
    this.random = randomFrom(seed);
    this.webhooks = new Webhooks(world);
  }

  /** Makes a request at an instance, or at both at once, with the trouble that waits for it. @returns one answer for each */
  async ask<Body = unknown>(where: Where, path: string, call: Call): Promise<Answer<Body>[]> {
    return this.at(where, (instance) => this.#askOne<Body>(instance, path, call));
  }

  /** Does something at an instance, or at both at once, with the trouble that waits for it. */
  async at<Result>(where: Where, work: (instance: ProcessorInstance) => Promise<Result>): Promise<Result[]> {
    const instances = await Promise.all(
      (where === 'both' ? [0, 1] : [where]).map((index) => this.world.instance(index)),
    );
    const disarm = this.trouble && instances[0] && arm(instances[0], this.trouble);
    this.trouble = undefined;
    const results = await Promise.all(instances.map((instance) => work(instance)));
    disarm?.();
    // What a killed process had sent arrives all the same.
    if (instances.some(({ isKilled }) => isKilled)) await sleep(1);
    return results;
  }

  async #askOne<Body>(instance: ProcessorInstance, path: string, call: Call): Promise<Answer<Body>> {
    const answer = await send<Body>(instance.url + path, call);
    const code = (answer.body as { errors?: { code: string }[] } | undefined)?.errors?.[0]?.code ?? '';
    this.answers.push(`${path.replace(/[?].*|\/[0-9a-f-]{36}/g, '')} ${answer.status} ${code}`);
    if (instance.isKilled) return { ...answer, status: 0 };
    if (answer.status === 500) this.internalFaults.push(`${path}: ${JSON.stringify(answer.body)}`);
    return answer;
  }
}
