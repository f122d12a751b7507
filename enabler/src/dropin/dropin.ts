import { Dropin } from '@adyen/adyen-web';
import { startAdyen, type AdyenWeb } from '../adyen/core.ts';
import type { AdyenElement } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { localeDirection } from '../locale.ts';
import { PaymentFlow } from '../payment/flow.ts';
import type { AdyenAmount } from '../processor-client.ts';
import { useStyles } from '../styles/sheets.ts';
import type { DropinComponent, DropinOptions, SubmitOptions } from '../types.ts';
import { Surface } from '../ui/surface.ts';
import { giftCardCallbacks } from './gift-cards.ts';
import { methodsConfiguration, type DropinMethods } from './methods.ts';
import { storedMethodOptions } from './stored-methods.ts';

const failedStatus = 'ready';

interface DropinElement extends AdyenElement {
  readonly activePaymentMethod: { type: string } | null;
}

/** All payment methods of the session in one list. */
export class DropinSurface implements DropinComponent {
  readonly #host: Host;
  readonly #adyen: AdyenWeb;
  readonly #element: DropinElement;
  readonly #flow: PaymentFlow;
  #surface: Surface | undefined;
  #release: (() => void)[] = [];

  constructor(host: Host, adyen: AdyenWeb, methods: DropinMethods, options: DropinOptions, flow: PaymentFlow) {
    this.#host = host;
    this.#adyen = adyen;
    this.#flow = flow;
    this.#element = {} as DropinElement;
  }
}
