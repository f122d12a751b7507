export { Enabler } from './enabler.ts';
export type * from './types.ts';
