import { startFakeServer, type FakeServer, type Reply, type SeenRequest } from './fake-server.ts';
import { createJwtKeys } from './jwt-keys.ts';

export const projectKey = 'test-project';

export interface FakeCommercetools extends FakeServer {
  /** Sessions by id, as the Session API answers them. */
  readonly sessions: Map<string, unknown>;
  /** Introspection answers by token. */
  readonly introspections: Map<string, unknown>;
  readonly jwtKeys: ReturnType<typeof createJwtKeys>;
  /** Answers instead of the fake's own behaviour, for as long as it returns something. */
  intercept: (request: SeenRequest) => Reply | undefined;
  /** Waited for before an answer is made. */
  delay: (request: SeenRequest) => Promise<void>;
  tokenAnswer: Record<string, unknown>;
  /** How often a path was asked for. */
  count: (path: RegExp) => number;
}

const own = `manage_project:${projectKey}`;

/** The parts of commercetools that authentication needs, as a small HTTP server. */
export const startFakeCommercetools = async (): Promise<FakeCommercetools> => {
  const sessions = new Map<string, unknown>();
  const introspections = new Map<string, unknown>();
  const jwtKeys = createJwtKeys();
  let issued = 0;

  const reply = async (request: SeenRequest): Promise<Reply> => {
    await fake.delay(request);
    const intercepted = fake.intercept(request);
    if (intercepted) return intercepted;
    const { path } = request;
    if (path === '/oauth/token') {
      issued += 1;
      const token = `own-token-${issued}`;
      introspections.set(token, { active: true, scope: own, exp: Date.now() + 60_000 });
      return {
        status: 200,
        json: { access_token: token, expires_in: 172_800, scope: own, ...fake.tokenAnswer },
      };
    }
    if (path === '/oauth/introspect') {
      const token = new URLSearchParams(request.body).get('token') ?? '';
      return { status: 200, json: introspections.get(token) ?? { active: false } };
    }
    if (path === '/.well-known/jwks.json') return { status: 200, json: jwtKeys.jwks };
    const session = sessions.get(path.replace(`/${projectKey}/sessions/`, ''));
    return session === undefined
      ? { status: 404, json: { statusCode: 404 } }
      : { status: 200, json: session };
  };

  const server = await startFakeServer(reply);
  const fake: FakeCommercetools = {
    ...server,
    sessions,
    introspections,
    jwtKeys,
    intercept: () => undefined,
    delay: () => Promise.resolve(),
    tokenAnswer: {},
    count: (path) => server.seen.filter((request) => path.test(request.path)).length,
  };
  return fake;
};
