import { isConflict, mayHaveHappened } from './errors.ts';

/** How often a write is made again. */
export interface WriteLimits {
  /** After somebody else wrote first; such collisions end soon. */
  readonly conflicts: number;
  /** After a response was lost, which costs a timeout each. */
  readonly lostResponses: number;
  /** Milliseconds before the next write; none by default. */
  readonly pauseMs?: (repeats: number) => number;
}

/** What made earlier writes of the same loop fail. */
export interface Repeats {
  readonly conflicts: number;
  readonly lostResponses: number;
}

interface WriteLoop<State, Result> {
  readonly limits: WriteLimits;
  /** What the first write is decided on. */
  readonly state: State;
  /** Reads the state that the next write is decided on; by default it is the same. */
  readonly read?: () => Promise<State>;
  /**
   * Decides on the state and writes with its version, or its unique key. After a lost response the write may have happened:
   * the state as it was read since then shows it, or the version conflicts with our own write.
   */
  readonly write: (state: State, repeats: Repeats) => Promise<Result>;
}

/**
 * Optimistic concurrency: writes, and after a conflict or a lost response reads and decides again.
 * @throws what `read` or `write` throws; the last failure when a limit is reached
 */
export const writeLoop = async <State, Result>({
  limits,
  state: first,
  read,
  write,
}: WriteLoop<State, Result>): Promise<Result> => {
  const repeats = { conflicts: 0, lostResponses: 0 };
  let state = first;
  for (;;) {
    try {
      return await write(state, repeats);
    } catch (error) {
      const kind = kindOf(error);
      if (!kind || repeats[kind] >= limits[kind]) throw error;
      repeats[kind] += 1;
    }
    await pause(limits.pauseMs?.(repeats.conflicts + repeats.lostResponses));
    if (read) state = await read();
  }
};

const kindOf = (error: unknown): keyof Repeats | undefined => {
  if (isConflict(error)) return 'conflicts';
  return mayHaveHappened(error) ? 'lostResponses' : undefined;
};

const pause = async (ms: number | undefined): Promise<void> => {
  if (ms !== undefined) await new Promise((resolve) => setTimeout(resolve, ms));
};
