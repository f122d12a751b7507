import type { Answer, HttpRequest } from './exchange.ts';

/** Who asks: the API client behind the bearer token. */
export interface Caller {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface RoutedRequest extends HttpRequest {
  /** Decoded parts of the path that the pattern names. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

export interface Route {
  readonly method: string;
  /** Below the project: `/payments/key=:key`. A name never takes a slash or an equals sign. */
  readonly pattern: string;
  readonly handle: (request: RoutedRequest) => Answer | Promise<Answer>;
}

export type Found = Pick<Route, 'handle'> & { readonly params: Readonly<Record<string, string>> };

const decoded = (groups: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]));

/** Finds the first route that fits; HEAD is answered like GET. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Found | undefined {
  const compiled = routes.map(({ method, pattern, handle }) => ({
    method,
    handle,
    expression: new RegExp(`^${pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/=]+)')}/?$`),
  }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const route of compiled) {
      if (route.method !== wanted) continue;
      const match = route.expression.exec(path);
      if (match) return { handle: route.handle, params: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}
