import { z } from 'zod';
import { concurrentModification, invalidJsonInput } from '../http/errors.ts';
import { nextVersion, type Resource } from '../store/resource.ts';
import { parse } from './parse.ts';

/** One update action: what it must carry, and what it makes of the resource. */
export interface UpdateAction<T> {
  readonly apply: (resource: T, action: unknown) => T;
}

export const action = <T, S extends z.ZodType>(
  schema: S,
  apply: (resource: T, action: z.infer<S>) => T,
): UpdateAction<T> => ({ apply: (resource, raw) => apply(resource, parse(schema, raw)) });

const updateBody = z.object({
  version: z.int(),
  actions: z.array(z.looseObject({ action: z.string() })).max(500),
});

/**
 * The resource after all actions, or none: each action that changes something raises the version by one, and one that
 * fails leaves the stored resource as it was.
 *
 * @throws CtError 409 when the version is not the resource's, 400 when an action is unknown or cannot be done
 */
export function update<T extends Resource>(
  resource: T,
  body: unknown,
  actions: Readonly<Record<string, UpdateAction<T>>>,
  clientId: string,
): T {
  const request = parse(updateBody, body);
  if (request.version !== resource.version)
    throw concurrentModification(resource.id, request.version, resource.version);
  let current = resource;
  let steps = 0;
  for (const raw of request.actions) {
    const handler = actions[raw.action];
    if (!handler) throw invalidJsonInput(`actions: Invalid type id '${raw.action}'.`);
    const next = handler.apply(current, raw);
    if (JSON.stringify(next) !== JSON.stringify(current)) steps += 1;
    current = next;
  }
  return steps === 0 ? resource : nextVersion(current, clientId, steps);
}
