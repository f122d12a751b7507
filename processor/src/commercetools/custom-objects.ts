import type { ByProjectKeyRequestBuilder, CustomObject } from '@commercetools/platform-sdk';
import { isConflict } from './errors.ts';
import { guarded } from './guarded.ts';
import { orUndefined } from './or-undefined.ts';
import { writeLoop } from './write-loop.ts';

/** Small documents in commercetools that instances share. Every method throws Fault 502 or 503 when it cannot be used. */
export interface CustomObjects {
  get(container: string, key: string): Promise<unknown>;
  /** Creates or overwrites. */
  put(container: string, key: string, value: unknown): Promise<void>;
  /**
   * Decides on the value as it is and writes what `decide` answers, anew whenever somebody else wrote first. Nothing is
   * written where it answers `undefined`.
   */
  change(container: string, key: string, decide: (value: unknown) => unknown): Promise<void>;
  /** Creates it unless it exists. @returns whether this call created it */
  createOnce(container: string, key: string, value: unknown): Promise<boolean>;
}

/** Writers without a version meet only when they write at the same moment. */
const LIMITS = { conflicts: 4, lostResponses: 0 };

export const createCustomObjects = (client: ByProjectKeyRequestBuilder): CustomObjects => {
  const post = (container: string, key: string, value: unknown, version?: number) =>
    client
      .customObjects()
      .post({ body: { container, key, value, ...(version !== undefined && { version }) } })
      .execute();

  const read = (container: string, key: string): Promise<CustomObject | undefined> =>
    orUndefined(client.customObjects().withContainerAndKey({ container, key }).get().execute());

  return {
    get: (container, key) => guarded(async () => (await read(container, key))?.value as unknown),

    change: (container, key, decide) =>
      guarded(async () => {
        const readAgain = () => read(container, key);
        await writeLoop({
          limits: LIMITS,
          state: await readAgain(),
          read: readAgain,
          write: async (found) => {
            const value = decide(found?.value);
            if (value !== undefined) await post(container, key, value, found?.version ?? 0);
          },
        });
      }),

    put: (container, key, value) =>
      guarded(async () => {
        await writeLoop({ limits: LIMITS, state: value, write: () => post(container, key, value) });
      }),

    createOnce: (container, key, value) =>
      guarded(async () => {
        try {
          // Version 0 is accepted only while there is no such object.
          await post(container, key, value, 0);
          return true;
        } catch (error) {
          if (isConflict(error)) return false;
          throw error;
        }
      }),
  };
};
