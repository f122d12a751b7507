/**
 * Whether a token's scopes give it one of the names in the project. A scope is `name` or `name:projectKey`; one that is
 * limited further (`name:projectKey:storeKey`) or belongs to another project gives nothing here.
 */
export const holdsScope = (
  scopes: readonly string[],
  projectKey: string,
  ...names: readonly string[]
): boolean =>
  scopes.some((scope) => names.some((name) => scope === name || scope === `${name}:${projectKey}`));
