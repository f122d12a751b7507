import type { ByProjectKeyRequestBuilder, FieldType, Type, TypeDraft } from '@commercetools/platform-sdk';
import { isConflict, isDuplicateField } from './errors.ts';
import { orUndefined } from './or-undefined.ts';

/** A type of this key exists and cannot be made into ours: a person has to decide. */
export class UnusableTypeError extends Error {
  override readonly name = 'UnusableTypeError';
}

export type Ensured = 'created' | 'extended' | 'unchanged';

const maximumTries = 10;

const describe = (type: FieldType): string =>
  type.name === 'Set' ? `Set of ${describe(type.elementType)}` : type.name;

const refuseUnusable = (draft: TypeDraft, existing: Type): void => {
  const missing = draft.resourceTypeIds.filter((id) => !existing.resourceTypeIds.includes(id));
  if (missing.length > 0) {
    throw new UnusableTypeError(
      `The custom type ${draft.key} exists, but not for ${missing.join(', ')}, and commercetools cannot change that. Delete it, or rename its key, and deploy again.`,
    );
  }
  for (const { name, type } of draft.fieldDefinitions ?? []) {
    const field = existing.fieldDefinitions.find((definition) => definition.name === name);
    if (field && describe(field.type) !== describe(type)) {
      throw new UnusableTypeError(
        `The field ${name} of the custom type ${draft.key} is ${describe(field.type)} and must be ${describe(type)}. Remove the field, and deploy again.`,
      );
    }
  }
};

/** One step towards the draft; throws what commercetools answered. */
const step = async (client: ByProjectKeyRequestBuilder, draft: TypeDraft): Promise<Ensured> => {
  const byKey = client.types().withKey({ key: draft.key });
  const existing = await orUndefined(byKey.get().execute());
  if (!existing) {
    await client.types().post({ body: draft }).execute();
    return 'created';
  }
  refuseUnusable(draft, existing);
  const known = new Set(existing.fieldDefinitions.map(({ name }) => name));
  const actions = (draft.fieldDefinitions ?? [])
    .filter(({ name }) => !known.has(name))
    .map((fieldDefinition) => ({ action: 'addFieldDefinition' as const, fieldDefinition }));
  if (actions.length === 0) return 'unchanged';
  await byKey.post({ body: { version: existing.version, actions } }).execute();
  return 'extended';
};

/**
 * Creates the custom type, or adds the fields it lacks. May run any number of times, by several deployments at once: who
 * comes second reads what the first has written. Throws {@link UnusableTypeError} or commercetools' failure.
 */
export const ensureType = async (client: ByProjectKeyRequestBuilder, draft: TypeDraft): Promise<Ensured> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await step(client, draft);
    } catch (error) {
      if (!(isConflict(error) || isDuplicateField(error)) || tries >= maximumTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * tries));
    }
  }
};
