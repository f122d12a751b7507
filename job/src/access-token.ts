import type { PostJson } from './http.ts';
import type { Settings } from './settings.ts';

/** A token that the processor accepts for reviews. */
export async function fetchAccessToken(post: PostJson, settings: Settings): Promise<string> {
  const credentials = Buffer.from(`${settings.CTP_CLIENT_ID}:${settings.CTP_CLIENT_SECRET}`).toString(
    'base64',
  );
  const answer = await post({
    place: 'commercetools',
    baseUrl: settings.CTP_AUTH_URL,
    path: '/oauth/token',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: `manage_checkout_payment_intents:${settings.CTP_PROJECT_KEY}`,
    }),
  });
  return (answer as { access_token: string }).access_token;
}
