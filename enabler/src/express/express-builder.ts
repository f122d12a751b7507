import type { ExpressBuilder } from '../types.ts';
export function expressBuilder(_type: string, _setting: unknown): Promise<ExpressBuilder> {
  return Promise.reject(new Error('later'));
}
