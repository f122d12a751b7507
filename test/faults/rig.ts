import { expect } from 'vitest';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { differences, essenceOf } from './essence.ts';
import { startLanes, type LanePool } from './lane-pool.ts';
import type { Lane } from './lane.ts';
import { make, type Operation } from './operations.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import type { ActiveRule } from './proxy.ts';
import { Report } from './report.ts';

/** How long the lanes' processors wait for Adyen. */
export const ADYEN_TIMEOUT_MS = 1_000;

const LANES = 8;

/** What goes wrong; `undefined` when nothing does. */
export type Disturb = (lane: Lane) => ActiveRule | undefined;

export interface Story {
  /** Asks until there is an answer unless told otherwise. */
  readonly client?: 'send' | 'persist';
  /** Adyen's webhooks come at any time, or only after the client has its answer. */
  readonly webhooks?: 'any time' | 'late';
}

/** Everything that the fault tests work with. */
export class Rig {
  readonly stack: Stack;
  readonly office: PostOffice;
  readonly lanes: LanePool;
  readonly report = new Report();
  /** What each operation comes to when nothing goes wrong; found out once. */
  readonly #undisturbed = new Map<string, Promise<string[]>>();

  private constructor(stack: Stack, office: PostOffice, lanes: LanePool) {
    this.stack = stack;
    this.office = office;
    this.lanes = lanes;
  }

  static async start(): Promise<Rig> {
    const stack = await startStack({ instances: 2, environment: { LOGGER_LEVEL: 'info' } });
    const lanes = await startLanes(stack, LANES, { ADYEN_TIMEOUT_MS: String(ADYEN_TIMEOUT_MS) });
    return new Rig(stack, await openPostOffice(stack), lanes);
  }

  async stop(): Promise<void> {
    await this.lanes.stop();
    await this.office.stop();
    await this.stack.stop();
  }

  /** Prepares the operation, lets something go wrong, makes the request; resolves with what it all came to. */
  async run(
    operation: Operation,
    disturb: Disturb,
    { client = 'persist', webhooks = 'any time' }: Story = {},
  ): Promise<string[]> {
    const { cartId, isSpared } = await this.lanes.use(async (lane) => {
      const prepared = await operation.prepare(this, lane);
      const release = webhooks === 'late' ? this.office.hold(prepared.cartId) : undefined;
      const rule = disturb(lane);
      await make(lane, prepared, client);
      release?.();
      return { cartId: prepared.cartId, isSpared: rule?.hits === 0 };
    });
    await this.office.everythingArrived(cartId);
    return [...essenceOf(this.stack, cartId), ...(isSpared ? ['the fault did not strike'] : [])];
  }

  undisturbed(operation: Operation): Promise<string[]> {
    const known = this.#undisturbed.get(operation.name) ?? this.run(operation, () => undefined);
    this.#undisturbed.set(operation.name, known);
    return known;
  }

  /** One run of one fault, compared with the run without it. */
  async check(fault: string, operation: Operation, disturb: Disturb, story?: Story): Promise<void> {
    const expected = await this.undisturbed(operation);
    const found = differences(await this.run(operation, disturb, story), expected);
    this.report.add(fault, found);
    expect(found).toEqual([]);
  }
}
