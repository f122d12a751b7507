/**
 * The layers of each application's sources, top to bottom; the lint rule `layout/layers` is made from them. An import points
 * downwards or stays inside its folder. Entries on one line are one layer, and its folders do not import each other. Every
 * folder (`name/`) and every file directly in the root is placed here; one that is not is an error. Tests may import anything.
 */
export const layers = {
  'processor/src': [
    'main.ts service.ts app.ts server.ts dependencies.ts connect/ test-support/',
    'api/',
    'reviews/',
    'notifications/',
    'express-checkout/',
    'attempts/',
    'modifications/',
    'gift-cards/ stored-methods/ interface-interactions/',
    'use-case.ts',
    'observability/ status-checks/',
    'adyen/ commercetools/',
    'upstream/',
    'ledger/ payment-methods/',
    'config/ logging/',
    'errors.ts checkout-session.ts digest.ts cut-text.ts cart-addresses.ts page-origin.ts shopper-reference.ts',
    'errors/ identifiers.ts',
  ],
  'enabler/src': [
    'main.ts virtual.d.ts',
    'enabler.ts',
    'stored/',
    'component/ dropin/ express/',
    'attempt/',
    'methods/',
    'redirect/',
    'ui/',
    'adyen/',
    'host.ts',
    'styles/',
    'payment-error.ts processor-client.ts',
    'messages/ fetch-json.ts',
    'types.ts locale.ts pause.ts uuid.ts',
    'method-catalogue/',
  ],
  'job/src': [
    'main.ts',
    'job.ts',
    'review.ts',
    'access-token.ts',
    'http.ts',
    'upstream/',
    'settings.ts log.ts',
  ],
};

/** Folders of processor/src that compute and do nothing else: no I/O, no clock, no SDK. */
export const pure = ['ledger', 'payment-methods'];
