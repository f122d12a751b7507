import type { SubmitState } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { isGiftCard } from '../methods/names.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import type { Popup } from '../redirect/popup.ts';
import { Attempt } from './attempt.ts';
import { UnknownOutcome } from './deliver.ts';
import type { Endings } from './endings.ts';
import type { FlowSetting } from './flow-setting.ts';

/** An attempt on its way, and what belongs to it alone. */
export interface Course {
  readonly attempt: Attempt;
  /** Adyen's payment method type. */
  readonly type: string;
  /** Whether it is a gift card that pays a part of an order. */
  readonly isPart: boolean;
  /** Raised when the component goes away. */
  readonly signal: AbortSignal;
  readonly popup: Popup | undefined;
  /** Something may have come to Adyen. */
  isSent: boolean;
  awaitsAnswer: boolean;
  actionShown: boolean;
  /** The processor's last answer. */
  answer: PaymentAnswer;
  failure: unknown;
}

/** Begins an attempt with what the form holds. */
export function beginCourse(
  { host, routes, client }: FlowSetting,
  endings: Endings,
  { data, popup, signal }: Pick<Course, 'popup' | 'signal'> & SubmitState,
): Course {
  const { type } = data.paymentMethod;
  const isPart = isGiftCard(type) && data['order'] !== undefined;
  const of = { type, isPart, signal };
  const listener = endings.listener(signal);
  const attempt = new Attempt({ client: client(), routes, texts: host.texts, listener, ...of });
  const state = { isSent: false, awaitsAnswer: false, actionShown: false, answer: {}, failure: undefined };
  return { attempt, popup, ...of, ...state };
}

/** Keeps or forgets an attempt that is to be settled before another one begins. */
export function keepUnsettled(host: Host, attempt: Attempt, isUnsettled: boolean): void {
  if (isUnsettled) host.unsettled = attempt;
  else if (host.unsettled === attempt) host.unsettled = undefined;
}

/**
 * Ends an attempt whose component has gone away while the shopper had something to do: with its end, where the processor
 * knows one. Else it stays unsettled.
 */
export async function endUnseen(host: Host, endings: Endings, course: Course): Promise<void> {
  const { attempt, signal } = course;
  keepUnsettled(host, attempt, true);
  const outcome = await attempt.outcome(1, signal);
  if (outcome.state === 'ended') endings.concludeWith(course, outcome);
  else attempt.fail(new UnknownOutcome(attempt.paymentReference));
}
