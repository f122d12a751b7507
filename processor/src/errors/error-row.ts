/** One error code of the API. */
export interface ErrorRow {
  /** The HTTP statuses that it comes with: the first, unless said otherwise. */
  readonly statuses: readonly [number, ...number[]];
  /** What callers read; made of named values where it differs from case to case. */
  readonly message: string | ((values: never) => string);
  /** The statuses with which the same request may succeed later, so that trying it again is safe and has a point. */
  readonly passes: readonly number[];
  /** For docs/api.md: what it means, and its further fields. */
  readonly meaning: string;
  /** For docs/api.md: whether, and how, callers repeat the request. */
  readonly repeat: string;
}
