import { randomUUID } from 'node:crypto';
import { html, json, type Routes } from '../http/exchange.ts';
import { page } from './page.ts';

const fingerprint = {
  type: 'deviceFingerprint',
  value: 'sandbox-device',
  components: {},
  persistentCookie: [],
};

/** What adyen-web tells and asks beside the payment. */
export const analyticsRoutes = (): Routes => ({
  'POST /checkoutanalytics/v3/analytics': () => json({ checkoutAttemptId: randomUUID() }),
  'POST /checkoutanalytics/v3/analytics/{attempt}': () => ({ status: 204 }),
  'GET /checkoutshopper/assets/html/{clientKey}/{page}': () =>
    html(
      page(
        'Device',
        `<script>window.parent.postMessage(${JSON.stringify(JSON.stringify(fingerprint))}, '*');</script>`,
      ),
    ),
});
