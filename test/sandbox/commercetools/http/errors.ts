/** One entry of `errors` in commercetools' error body. */
export interface ErrorObject {
  readonly code: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** An answer other than success, in the shape that https://docs.commercetools.com/api/errors gives. */
export class CtError extends Error {
  override readonly name = 'CtError';
  readonly statusCode: number;
  readonly errors: readonly ErrorObject[];

  constructor(statusCode: number, ...errors: [ErrorObject, ...ErrorObject[]]) {
    super(errors[0].message);
    this.statusCode = statusCode;
    this.errors = errors;
  }

  /** The response body; OAuth's own errors, whose codes are in snake case, carry OAuth's two fields besides. */
  body(): Record<string, unknown> {
    const { statusCode, message, errors } = this;
    const code = errors[0]?.code ?? '';
    const oauth = /^[a-z_]+$/.test(code) ? { error: code, error_description: message } : {};
    return { statusCode, message, errors, ...oauth };
  }
}

export const invalidJsonInput = (detailedErrorMessage: string): CtError =>
  new CtError(400, {
    code: 'InvalidJsonInput',
    message: 'Request body does not contain valid JSON.',
    detailedErrorMessage,
  });

export const invalidInput = (message: string): CtError => new CtError(400, { code: 'InvalidInput', message });

export const invalidOperation = (message: string): CtError =>
  new CtError(400, { code: 'InvalidOperation', message });

export const invalidField = (field: string, invalidValue: unknown, reason?: string): CtError =>
  new CtError(400, {
    code: 'InvalidField',
    message: reason ?? `The value '${JSON.stringify(invalidValue)}' is not valid for field '${field}'.`,
    field,
    invalidValue,
  });

export const requiredField = (field: string): CtError =>
  new CtError(400, { code: 'RequiredField', message: `A value is required for field '${field}'.`, field });

export const duplicateField = (field: string, duplicateValue: unknown): CtError =>
  new CtError(400, {
    code: 'DuplicateField',
    message: `A duplicate value '${JSON.stringify(duplicateValue)}' exists for field '${field}'.`,
    field,
    duplicateValue,
  });

/** What a resource identifier, `{typeId, id}` or `{typeId, key}`, points at does not exist. */
export const referencedResourceNotFound = (
  typeId: string,
  identifier: { id?: string | undefined; key?: string | undefined },
): CtError => {
  const name =
    identifier.id === undefined ? `key '${identifier.key ?? ''}'` : `identifier '${identifier.id}'`;
  return new CtError(400, {
    code: 'ReferencedResourceNotFound',
    message: `The referenced object of type '${typeId}' with ${name} was not found. It either doesn't exist, or it can't be accessed from this endpoint.`,
    typeId,
    ...identifier,
  });
};

export const resourceNotFound = (what: string): CtError =>
  new CtError(404, { code: 'ResourceNotFound', message: `The Resource with ${what} was not found.` });

export const concurrentModification = (id: string, expected: number, currentVersion: number): CtError =>
  new CtError(409, {
    code: 'ConcurrentModification',
    message: `Object ${id} has a different version than expected. Expected: ${expected} - Actual: ${currentVersion}.`,
    currentVersion,
  });

export const resourceSizeLimitExceeded = (): CtError =>
  new CtError(400, {
    code: 'ResourceSizeLimitExceeded',
    message: 'The resource size exceeds the maximal allowed size of 16 MB.',
  });

export const invalidToken = (): CtError =>
  new CtError(401, { code: 'invalid_token', message: 'invalid_token' });

export const insufficientScope = (oneOf: readonly string[]): CtError =>
  new CtError(403, {
    code: 'insufficient_scope',
    message: `Insufficient scope. One of the following scopes is missing: ${oneOf.join(', ')}.`,
  });
