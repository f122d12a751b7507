import { randomUUID } from 'node:crypto';

/** What every stored resource has; the rest is as commercetools' API returns it. */
export interface Resource {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly lastModifiedAt: string;
  readonly key?: string | undefined;
}

export interface Author {
  readonly isPlatformClient: false;
  readonly clientId: string;
}

const author = (clientId: string): Author => ({ isPlatformClient: false, clientId });

/** The fields that commercetools gives to a new resource. */
export const newResource = (
  clientId: string,
): Resource & { readonly createdBy: Author; readonly lastModifiedBy: Author } => {
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    version: 1,
    createdAt: now,
    lastModifiedAt: now,
    createdBy: author(clientId),
    lastModifiedBy: author(clientId),
  };
};

/** The resource as its next version. */
export const nextVersion = <T extends Resource>(resource: T, clientId: string, steps = 1): T => ({
  ...resource,
  version: resource.version + steps,
  lastModifiedAt: new Date().toISOString(),
  lastModifiedBy: author(clientId),
});
