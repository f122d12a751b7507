import { InMemoryStorage } from '@labdigital/commercetools-mock';
import { CtError, type ErrorObject } from '../http/errors.ts';

type MockErrorClass = new (info: ErrorObject, statusCode: number) => Error;

// commercetools-mock answers 500 to any error but its own, whose class it does not export: one of them is provoked.
const mockErrorClass = async (): Promise<MockErrorClass> => {
  const provoked: unknown = await new InMemoryStorage()
    .getByResourceIdentifier('none', { typeId: 'cart' })
    .catch((error: unknown) => error);
  return (provoked as object).constructor as MockErrorClass;
};

const MockError = await mockErrorClass();

/** The error in the form that commercetools-mock answers with the error's own status. */
export function asMockError(error: unknown): unknown {
  if (!(error instanceof CtError)) return error;
  const [first] = error.errors;
  return first ? new MockError(first, error.statusCode) : error;
}
