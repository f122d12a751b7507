import type { Exchange, Handler, Reply, Routes } from './exchange.ts';

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

const compile = ([key, handler]: [string, Handler]): Route => {
  const [method = '', path = ''] = key.split(' ');
  const names: string[] = [];
  const source = path
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_match, name: string) => {
      names.push(name);
      return '([^/]+)';
    })
    .replace(/\*$/, () => {
      names.push('rest');
      return '(.*)';
    });
  return { method, pattern: new RegExp(`^${source}$`), names, handler };
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Turns a table of routes into one handler; undefined means that no route matches. The first match wins. */
export const router = (routes: Routes): ((exchange: Exchange) => Promise<Reply> | undefined) => {
  const compiled = Object.entries(routes).map(compile);
  return (exchange) => {
    for (const { method, pattern, names, handler } of compiled) {
      if (method !== exchange.method) continue;
      const match = pattern.exec(exchange.path);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? '')]));
      return Promise.resolve(handler({ ...exchange, params }));
    }
    return undefined;
  };
};
