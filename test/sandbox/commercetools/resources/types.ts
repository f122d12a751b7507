import type { Type } from '@commercetools/platform-sdk';
import { isDeepStrictEqual } from 'node:util';
import { duplicateField, invalidField, invalidOperation, CtError } from '../http/errors.ts';
import type { Database } from '../store/database.ts';
import type { Resource } from '../store/resource.ts';
import { checkKey } from './parse.ts';

const FIELD_NAME = /^[A-Za-z0-9_-]{2,36}$/;

/**
 * The type, when its fields can be: names are short and unique within it, and a name that another type for the same kind
 * of resource uses is of the same field type (https://docs.commercetools.com/api/projects/types#fielddefinition).
 *
 * @throws CtError 400
 */
export function checkType(db: Database, resource: Resource): Resource {
  const type = resource as unknown as Type;
  checkKey(type.key);
  const names = new Set<string>();
  for (const { name } of type.fieldDefinitions) {
    if (!FIELD_NAME.test(name)) throw invalidField('name', name);
    if (names.has(name)) throw duplicateField('fieldDefinitions', name);
    names.add(name);
  }
  for (const other of [...db.table('type').all()] as unknown as Type[]) {
    if (other.id === type.id || !other.resourceTypeIds.some((id) => type.resourceTypeIds.includes(id)))
      continue;
    const conflict = type.fieldDefinitions.find(({ name, type: fieldType }) =>
      other.fieldDefinitions.some((each) => each.name === name && !isDeepStrictEqual(each.type, fieldType)),
    );
    if (conflict)
      throw invalidOperation(`The field '${conflict.name}' has another type in the type '${other.key}'.`);
  }
  return resource;
}

const HOLDERS = ['payment', 'payment-method', 'cart', 'order', 'customer'];

/** @throws CtError 400 `ReferenceExists` while a resource has custom fields of the type */
export function checkTypeIsUnused(db: Database, type: Resource): void {
  const holder = HOLDERS.find((typeId) =>
    [...db.table(typeId).all()].some((resource) => JSON.stringify(resource).includes(type.id)),
  );
  if (holder === undefined) return;
  throw new CtError(400, {
    code: 'ReferenceExists',
    message: `Can not delete a type while it is referenced from at least one '${holder}'.`,
    referencedBy: holder,
  });
}
