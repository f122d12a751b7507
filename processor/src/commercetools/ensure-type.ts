import type { ByProjectKeyRequestBuilder, FieldType, Type, TypeDraft } from '@commercetools/platform-sdk';
import { isConflict, isDuplicateField } from './errors.ts';
import { orUndefined } from './or-undefined.ts';
import { draftFor } from './stored-field-names.ts';

/** A type of this key exists and cannot be made into ours: a person has to decide. */
export class UnusableTypeError extends Error {
  override readonly name = 'UnusableTypeError';
}

/** The type as it is now, and what that took. */
export interface Ensured {
  readonly outcome: 'created' | 'extended' | 'unchanged';
  readonly type: Type;
}

const maximumTries = 10;

const describe = (type: FieldType): string =>
  type.name === 'Set' ? `Set of ${describe(type.elementType)}` : type.name;

/** commercetools refuses every write without such a field, and lets nobody make it optional. */
const refuseRequired = (draft: TypeDraft, existing: Type): void => {
  const isRequired = (wanted: string): boolean =>
    draft.fieldDefinitions?.some(({ name, required }) => name === wanted && required) === true;
  const field = existing.fieldDefinitions.find(({ name, required }) => required && !isRequired(name));
  if (!field) return;
  throw new UnusableTypeError(
    `The field ${field.name} of the custom type ${draft.key} is required, so that the connector cannot write without it, and commercetools cannot change that. Remove the field, and deploy again.`,
  );
};

const refuseUnusable = (draft: TypeDraft, existing: Type): void => {
  const missing = draft.resourceTypeIds.filter((id) => !existing.resourceTypeIds.includes(id));
  if (missing.length > 0) {
    throw new UnusableTypeError(
      `The custom type ${draft.key} exists, but not for ${missing.join(', ')}, and commercetools cannot change that. Rename its key, or delete it once nothing uses it, and deploy again.`,
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
  refuseRequired(draft, existing);
};

/** One step towards the draft; throws what commercetools answered. */
const step = async (client: ByProjectKeyRequestBuilder, given: TypeDraft): Promise<Ensured> => {
  const byKey = client.types().withKey({ key: given.key });
  const existing = await orUndefined(byKey.get().execute());
  if (!existing) {
    return { outcome: 'created', type: (await client.types().post({ body: given }).execute()).body };
  }
  const draft = draftFor(given, existing);
  refuseUnusable(draft, existing);
  const known = new Set(existing.fieldDefinitions.map(({ name }) => name));
  const actions = (draft.fieldDefinitions ?? [])
    .filter(({ name }) => !known.has(name))
    .map((fieldDefinition) => ({ action: 'addFieldDefinition' as const, fieldDefinition }));
  if (actions.length === 0) return { outcome: 'unchanged', type: existing };
  const { body } = await byKey.post({ body: { version: existing.version, actions } }).execute();
  return { outcome: 'extended', type: body };
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
