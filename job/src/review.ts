/* global AbortSignal */

/** More pages than a project in trouble has; it ends a loop that would not. */
const MAX_PAGES = 1000;
/** Milliseconds for one call; a page repeats up to a hundred operations at Adyen. */
const TIMEOUT_MS = 120_000;

const KEYS = ['CTP_PROJECT_KEY', 'CTP_CLIENT_ID', 'CTP_CLIENT_SECRET', 'CTP_AUTH_URL', 'PROCESSOR_URL'];

/** The names of settings that are missing. */
export const missingSettings = (environment) => KEYS.filter((key) => !environment[key]?.trim());

/** Reads JSON; an answer other than success is an error that names the place and the status, and nothing that was sent. */
const ask = async (place, url, request) => {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${place} answered ${response.status}`);
  return response.json();
};

const accessToken = async ({ CTP_AUTH_URL, CTP_CLIENT_ID, CTP_CLIENT_SECRET, CTP_PROJECT_KEY }) => {
  const credentials = Buffer.from(`${CTP_CLIENT_ID}:${CTP_CLIENT_SECRET}`).toString('base64');
  const { access_token: token } = await ask(
    'commercetools',
    `${CTP_AUTH_URL.replace(/\/+$/, '')}/oauth/token`,
    {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: `manage_checkout_payment_intents:${CTP_PROJECT_KEY}`,
      }),
    },
  );
  return token;
};

/**
 * One whole review, page after page. The processor writes what it finds to its log and its metrics.
 * @returns how much was looked at, settled, and left for people
 */
export const review = async (environment) => {
  const token = await accessToken(environment);
  const sum = { reviewed: 0, settled: 0, findings: 0 };
  let after;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await ask(
      'The processor',
      `${environment.PROCESSOR_URL.replace(/\/+$/, '')}/operations/reviews`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ after }),
      },
    );
    sum.reviewed += answer.reviewed;
    sum.settled += answer.settled.length;
    sum.findings += answer.findings.length;
    after = answer.next;
    if (after === undefined) return sum;
  }
  throw new Error(`The review did not end within ${MAX_PAGES} pages`);
};
