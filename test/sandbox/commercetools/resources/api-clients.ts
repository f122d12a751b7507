import type { ApiClient, ApiClients } from '../auth/clients.ts';
import { resourceNotFound } from '../http/errors.ts';
import { ok } from '../http/exchange.ts';
import type { Route } from '../http/router.ts';

const shown = ({ clientId, scopes }: ApiClient): object => ({
  id: clientId,
  name: clientId,
  scope: scopes.join(' '),
});

/** The API Clients API, for reading: secrets are shown by nobody. */
export const apiClientRoutes = (clients: ApiClients): Route[] => [
  {
    method: 'GET',
    pattern: '/api-clients/:id',
    handle: ({ params }) => {
      const client = clients.get(params.id ?? '');
      if (!client) throw resourceNotFound(`ID '${params.id ?? ''}'`);
      return ok(shown(client));
    },
  },
  {
    method: 'GET',
    pattern: '/api-clients',
    handle: () => {
      const results = clients.all().map(shown);
      return ok({ limit: 20, offset: 0, count: results.length, total: results.length, results });
    },
  },
];
