/** An answer of commercetools that is not the one asked for; in the form that the SDK's client uses for its errors. */
export const commercetoolsFailure = (statusCode: number, body?: unknown): Error & { statusCode: number } =>
  Object.assign(new Error(`commercetools answered ${statusCode}`), { statusCode, body });
