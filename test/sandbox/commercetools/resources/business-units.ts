import type { BusinessUnit } from '@commercetools/platform-sdk';
import { invalidOperation } from '../http/errors.ts';
import type { Database, ResourceIdentifier } from '../store/database.ts';

export interface BusinessUnitReference {
  readonly typeId: 'business-unit';
  readonly key: string;
}

/**
 * The business unit as other resources refer to it.
 *
 * @param customerId must be an associate of the unit
 * @throws CtError 400 for a unit that is not there, or a customer who is no associate of it
 */
export function businessUnitReference(
  db: Database,
  identifier: ResourceIdentifier,
  customerId: string | undefined,
): BusinessUnitReference {
  const unit = db.referenced('business-unit', identifier) as unknown as BusinessUnit;
  const associates = [...unit.associates, ...(unit.inheritedAssociates ?? [])];
  if (customerId !== undefined && !associates.some(({ customer }) => customer.id === customerId))
    throw invalidOperation(
      `The customer '${customerId}' is not an associate of the business unit '${unit.key}'.`,
    );
  return { typeId: 'business-unit', key: unit.key };
}
