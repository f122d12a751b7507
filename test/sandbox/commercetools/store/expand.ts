/** Finds what a reference points at; `undefined` when it is gone. */
export type Resolve = (typeId: string, identifier: { id?: string; key?: string }) => object | undefined;

interface Segment {
  readonly field: string;
  /** `[*]` or `[2]` behind the field. */
  readonly index: string | undefined;
}

interface Reference {
  readonly typeId: string;
  readonly id?: string;
  readonly key?: string;
  readonly obj?: object;
}

const segmentsOf = (path: string): Segment[] =>
  path.split('.').map((part) => {
    const groups = /^(?<field>[^[]+)(?:\[(?<index>\*|\d+)\])?$/.exec(part)?.groups;
    return { field: groups?.field ?? part, index: groups?.index };
  });

const isReference = (value: object): value is Reference =>
  'typeId' in value && typeof value.typeId === 'string' && ('id' in value || 'key' in value);

const resolved = (value: unknown, rest: readonly Segment[], resolve: Resolve): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (!isReference(value)) return inside(value, rest, resolve);
  const obj = value.obj ?? resolve(value.typeId, value);
  return obj ? { ...value, obj: inside(obj, rest, resolve) } : value;
};

const inside = (target: object, segments: readonly Segment[], resolve: Resolve): object => {
  const [segment, ...rest] = segments;
  if (!segment || !(segment.field in target)) return target;
  const value = (target as Record<string, unknown>)[segment.field];
  const expanded = Array.isArray(value)
    ? value.map((item: unknown, position) =>
        segment.index === '*' || segment.index === String(position) ? resolved(item, rest, resolve) : item,
      )
    : resolved(value, rest, resolve);
  return { ...target, [segment.field]: expanded };
};

/**
 * The resource with the references on each path (`paymentInfo.payments[*]`) carrying what they point at in `obj`. As
 * in commercetools, a path that leads nowhere changes nothing.
 */
export const expand = <T extends object>(resource: T, paths: readonly string[], resolve: Resolve): T =>
  paths.reduce<object>((target, path) => inside(target, segmentsOf(path), resolve), resource) as T;
