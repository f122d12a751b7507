import { ManagementError } from '../adyen/management/client.ts';
import type { Wish } from '../adyen/management/webhook-settings.ts';

// An account may lack an event or a setting that another has, and Adyen then refuses all of a request. Payments do not depend
// on any single one of them: the webhook is set up without.

type Send = (wishes: readonly Wish[]) => Promise<void>;

/**
 * Asks for as much as Adyen accepts.
 * @returns what Adyen refused
 * @throws ManagementError where Adyen refuses the webhook itself, or cannot be used
 */
export const askFor = async (wishes: readonly Wish[], send: Send): Promise<Wish[]> => {
  let left = wishes;
  for (;;) {
    const refusal = await refusalOf(() => send(left));
    if (!refusal) return wishes.filter((wish) => !left.includes(wish));
    const named = new Set(refusal.named(left.map(({ name }) => name)));
    const rest = left.filter(({ name }) => !named.has(name));
    if (named.size === 0 || rest.length === 0) break;
    left = rest;
  }
  return askOneByOne(wishes, left, send);
};

/** Adyen does not say what it refuses: it is found by halves, beside what is accepted already. */
const askOneByOne = async (
  wishes: readonly Wish[],
  candidates: readonly Wish[],
  send: Send,
): Promise<Wish[]> => {
  await send([]);
  let accepted: readonly Wish[] = [];
  const groups = [candidates];
  for (let group = groups.shift(); group; group = groups.shift()) {
    const tried = [...accepted, ...group];
    if (!(await refusalOf(() => send(tried)))) accepted = tried;
    else if (group.length > 1) groups.push(...halvesOf(group));
  }
  await send(accepted);
  return wishes.filter((wish) => !accepted.includes(wish));
};

const halvesOf = <T>(all: readonly T[]): [T[], T[]] => {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
};

/** That Adyen refused the settings; `undefined` where it took them. */
const refusalOf = async (work: () => Promise<void>): Promise<ManagementError | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ManagementError && error.isOfSettings) return error;
    throw error;
  }
};
