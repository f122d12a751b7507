import type { History, Step, StepName, StepOf, Where } from './step.ts';

const at = (where: Where): string =>
  where === 'both' ? 'at both instances at once' : `at instance ${where + 1}`;

const share = (part: number): string => (part >= 0.8 ? 'all' : `${Math.round(part * 100)} %`);

const sentences: { readonly [Name in StepName]: (step: StepOf<Name>) => string } = {
  pay: ({ cart, method, isKeyed, where }) =>
    `a shopper pays cart ${cart} by ${method} ${isKeyed ? 'with' : 'without'} a key, ${at(where)}`,
  repeatAttempt: ({ attempt, where }) => `attempt ${attempt} is sent again, ${at(where)}`,
  bank: ({ attempt, choice }) => `at the bank's page of attempt ${attempt} the shopper chooses ${choice}`,
  return: ({ attempt, where }) => `the shopper of attempt ${attempt} comes back, ${at(where)}`,
  intent: ({ payment, intent, share: part, isKeyed, where }) =>
    `the back office asks: ${intent} ${share(part)} of payment ${payment}, ${isKeyed ? 'with' : 'without'} a key, ${at(where)}`,
  repeatIntent: ({ request, where }) => `the back office repeats request ${request}, ${at(where)}`,
  customerArea: ({ payment, operation, share: part }) =>
    `in the Customer Area: ${operation} of ${share(part)} of payment ${payment}`,
  declineNext: ({ operation }) => `Adyen will decline the next ${operation} by webhook`,
  undo: ({ payment, eventCode }) => `Adyen reports ${eventCode} of payment ${payment}`,
  dispute: ({ payment }) => `the dispute of payment ${payment} reaches its next stage`,
  expire: ({ payment }) => `payment ${payment} expires`,
  adjust: ({ payment, share: part, where }) =>
    `payment ${payment} is adjusted to ${Math.round(50 + part * 100)} %, ${at(where)}`,
  changeCart: ({ cart, share: part }) =>
    `the total of cart ${cart} changes to ${Math.round(50 + part * 100)} %`,
  webhooks: ({ count, order, copies, where, isBatch }) =>
    `up to ${count} webhooks arrive${isBatch ? ' in one batch' : ''}, shuffled by ${order}, ${copies} of them again, ${at(where)}`,
  openOrder: ({ cart, where }) => `a gift card order is opened for cart ${cart}, ${at(where)}`,
  giftCard: ({ cart, share: part, isKeyed, where }) =>
    `cart ${cart} is paid by a gift card of ${share(part)} ${isKeyed ? 'with' : 'without'} a key, ${at(where)}`,
  payRest: ({ cart, method, where }) => `the rest of cart ${cart}'s order is paid by ${method}, ${at(where)}`,
  cancelOrder: ({ cart, where }) => `the gift card order of cart ${cart} is cancelled, ${at(where)}`,
  unlink: ({ payment }) => `the shop takes Payment ${payment} off its cart`,
  review: ({ where }) => `a review, ${at(where)}`,
  wait: ({ minutes }) => `${minutes} minutes pass`,
  trouble: ({ with: upstream, how, call }) =>
    `trouble with ${upstream} from call ${call + 1} of the next request on: ${how}`,
};

/** A step as somebody would tell it. Its numbers count from 0, and begin again after the last one that there is. */
const describeStep = (step: Step): string => (sentences[step.does] as (step: Step) => string)(step);

/** A history in plain words, one line a step. */
export const describeHistory = ({ totals, steps }: History): string =>
  [`carts of ${totals.join(' and ')}`, ...steps.map(describeStep)].map((line) => `  - ${line}`).join('\n');

/** What plays a history again, alone. */
export const commandFor = ({ kind, seed }: Pick<History, 'kind' | 'seed'>): string =>
  `npm run histories -- --kind ${kind} --seed ${seed} --count 1`;
