import { randomUUID } from 'node:crypto';
import type { ByProjectKeyRequestBuilder } from '@commercetools/platform-sdk';
import type { Router } from 'express';
import { createAdyenClient, type AdyenClient } from './adyen/client.ts';
import { createManagementClient, type ManagementClient } from './adyen/management/client.ts';
import { createAccessTokens, type AccessTokens } from './commercetools/access-token.ts';
import { authorised } from './commercetools/authorised-transport.ts';
import { createCarts } from './commercetools/carts.ts';
import { createCommercetoolsClient } from './commercetools/client.ts';
import { createCustomObjects } from './commercetools/custom-objects.ts';
import { createWebhookKeys } from './commercetools/webhook-keys.ts';
import { createIntrospect, type Introspect } from './commercetools/introspection.ts';
import { createVerifyJwt, type VerifyJwt } from './commercetools/jwt.ts';
import { permissionsCheck } from './status-checks/commercetools-permissions.ts';
import { createFindSession, type FindSession } from './commercetools/session.ts';
import { createPaymentMethods } from './commercetools/payment-methods.ts';
import { createPaymentStore } from './commercetools/payment-store.ts';
import { createRequiredTypes } from './commercetools/required-types.ts';
import { createRecurringPaymentJobs } from './commercetools/recurring-payment-jobs.ts';
import type { Config } from './config/config.ts';
import { configuredKeys } from './config/notification-keys.ts';
import { recordingClient } from './interface-interactions/recording-client.ts';
import { createCallersWaiting } from './modifications/callers-waiting.ts';
import { inTime } from './upstream/deadline.ts';
import { createTransport, type Transport } from './upstream/transport.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import { countCalls, observedAdyen } from './observability/adyen.ts';
import { createInstruments, type Instruments } from './observability/instruments.ts';
import { observedPaymentStore } from './observability/ledger.ts';
import { observedLogger } from './observability/logger.ts';
import { observed } from './observability/upstream.ts';
import type { Lifecycle } from './api/operations/health-route.ts';
import { amountUpdatesRouter } from './api/back-office/amount-updates-route.ts';
import { applePayRouter } from './api/express/apple-pay-route.ts';
import { expressRouter } from './api/express/route.ts';
import { giftCardsRouter } from './api/gift-cards/route.ts';
import { notificationsReplayRouter } from './api/notifications/replay-route.ts';
import { notificationsRouter } from './api/notifications/route.ts';
import { operationsConfigRouter } from './api/operations/config-route.ts';
import { operationsStatusRouter } from './api/operations/status-route.ts';
import { paymentComponentsRouter } from './api/operations/payment-components-route.ts';
import { paymentIntentsRouter } from './api/back-office/payment-intents-route.ts';
import { paymentMethodsRouter } from './api/payment-methods/route.ts';
import { paymentsRouter } from './api/payments/route.ts';
import { createReviewQueries } from './commercetools/review-queries.ts';
import { reviewsRouter } from './api/reviews/route.ts';
import { storedPaymentMethodsRouter } from './api/stored-methods/route.ts';
import { tokenizationNotificationsRouter } from './api/notifications/tokenization-route.ts';
import { transactionsRouter } from './api/back-office/transactions-route.ts';
import { captureAdvice } from './status-checks/account-capture.ts';
import { adyenCheck } from './status-checks/adyen.ts';
import type { StatusCheck } from './status-checks/check.ts';
import { createWebhookArrivals } from './status-checks/webhook-arrivals.ts';

/** Everything that routes and use cases are built from. */
export interface Dependencies {
  readonly config: Config;
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly instruments: Instruments;
  readonly commercetools: ByProjectKeyRequestBuilder;
  /** Where a key for Adyen's Management API is configured. */
  readonly management: ManagementClient | undefined;
  readonly tokens: AccessTokens;
  readonly findSession: FindSession;
  readonly introspect: Introspect;
  readonly verifyJwt: VerifyJwt;
  readonly statusChecks: readonly StatusCheck[];
  readonly routers: readonly Router[];
  /** Closes what holds connections. */
  readonly close: () => Promise<void>;
}

const secretsOf = ({ commercetools, adyen, telemetry }: Config): string[] => [
  commercetools.clientSecret,
  adyen.apiKey,
  ...(adyen.managementApiKey === undefined ? [] : [adyen.managementApiKey]),
  ...configuredKeys(adyen, 'standard')(),
  ...configuredKeys(adyen, 'tokenization')(),
  ...Object.values(telemetry?.headers ?? {}),
];

const createConfiguredLogger = (config: Config, instruments: Instruments): Logger =>
  observedLogger(
    createLogger({
      level: config.loggerLevel,
      fields: { projectKey: config.commercetools.projectKey },
      secrets: secretsOf(config),
    }),
    instruments,
  );

/** The cheapest call that needs the credentials and the merchant account. */
const askAdyen = async (
  adyen: AdyenClient,
  { adyen: { merchantAccount }, healthCheckTimeoutMs: deadlineMs }: Config,
): Promise<void> => {
  await adyen.paymentMethods({ merchantAccount }, { deadlineMs });
};

/** Connections to each upstream. Certificate and key of Apple stand in one text; each reader takes the block that is its own. */
const connect = ({ applePay }: Config) => ({
  commercetools: createTransport(),
  adyen: createTransport({ keepAliveMs: 20_000, maxResponseBytes: 5_000_000 }),
  apple: applePay && createTransport({ tls: { cert: applePay.certificate, key: applePay.certificate } }),
});

const createManagement = (
  { managementUrl, managementApiKey }: Config['adyen'],
  send: Transport,
): ManagementClient | undefined =>
  managementApiKey === undefined
    ? undefined
    : createManagementClient({ managementUrl, managementApiKey }, send);

/** Builds everything from the configuration; nothing is connected before the first request needs it. */
export const createDependencies = (config: Config, ownLogger?: Logger): Dependencies => {
  const instruments = createInstruments();
  const logger = ownLogger ?? createConfiguredLogger(config, instruments);
  const connections = connect(config);
  const observe = (send: Transport): Transport => observed(send, instruments);
  const unauthorised = observe(connections.commercetools.send);
  const toAdyen = inTime(observe(connections.adyen.send));
  const management = createManagement(config.adyen, toAdyen);
  const tokens = createAccessTokens(config.commercetools, unauthorised);
  const send = authorised(unauthorised, tokens);
  const introspect = createIntrospect(config.commercetools, unauthorised);
  const commercetools = createCommercetoolsClient(config.commercetools, send);
  const base = {
    config,
    logger,
    lifecycle: { isStopping: false },
    instruments,
    findSession: createFindSession(config.commercetools, send),
    introspect,
    verifyJwt: createVerifyJwt(config.commercetools),
  };
  const adyen = observedAdyen(
    createAdyenClient({ config: config.adyen, send: toAdyen, logger, onCall: countCalls(instruments) }),
    instruments,
  );
  const now = () => new Date();
  const customObjects = createCustomObjects(commercetools);
  const reviewQueries = createReviewQueries(commercetools);
  const webhookArrivals = createWebhookArrivals({ customObjects, logger, now });
  const status = {
    ...base,
    statusChecks: [
      permissionsCheck(config, tokens, introspect, logger),
      adyenCheck(
        () => askAdyen(adyen, config),
        () => webhookArrivals.details(),
        () => (management ? captureAdvice(config, management) : Promise.resolve([])),
      ),
    ],
  };
  const types = createRequiredTypes({ client: commercetools, logger, now });
  const store = observedPaymentStore(
    createPaymentStore({ client: commercetools, types, logger }),
    instruments,
  );
  const payments = {
    ...base,
    adyen: config.saveInterfaceInteractions
      ? recordingClient(adyen, { payments: store, logger, now })
      : adyen,
    payments: store,
    carts: createCarts(commercetools),
    customObjects,
    webhookKeys: createWebhookKeys(config, customObjects, now),
    webhookArrivals,
    paymentMethods: createPaymentMethods({ client: commercetools, types, owner: config, logger }),
    createRecurringPaymentJob: createRecurringPaymentJobs(config.commercetools, send),
    callers: createCallersWaiting(randomUUID()),
    now,
  };
  return {
    ...status,
    commercetools,
    management,
    tokens,
    close: async () => {
      const { commercetools: ofCommercetools, adyen: ofAdyen, apple } = connections;
      await Promise.all([ofCommercetools.close(), ofAdyen.close(), apple?.close()]);
    },
    routers: [
      operationsConfigRouter(payments),
      operationsStatusRouter(status),
      paymentComponentsRouter(base),
      paymentMethodsRouter(payments),
      paymentsRouter(payments),
      paymentIntentsRouter(payments),
      notificationsRouter(payments),
      tokenizationNotificationsRouter(payments),
      storedPaymentMethodsRouter(payments),
      transactionsRouter(payments),
      giftCardsRouter(payments),
      expressRouter(payments),
      applePayRouter({ ...payments, apple: connections.apple && observe(connections.apple.send) }),
      amountUpdatesRouter(payments),
      reviewsRouter({ ...payments, reviewQueries }),
      notificationsReplayRouter({ ...payments, reviewQueries }),
    ],
  };
};
