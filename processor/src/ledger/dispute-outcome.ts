import { replace, standing } from './authorised-amount.ts';
import { disputeEvents } from './dispute-events.ts';
import { amountOf, followUpNames, type EventDetails, type EventFact } from './fact.ts';
import type { Money } from './money.ts';
import type { PlainFields } from './transaction-fields.ts';
import { addView, forget, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// What follows from the events of a dispute together: its amount, its final status, and what is shown of it.

/** Brings every dispute of a Payment up to date. */
export const concludeDisputes = (views: TransactionView[]): void => {
  for (const dispute of standing(views, 'Chargeback')) correctAmount(views, dispute);
  for (const dispute of standing(views, 'Chargeback')) {
    conclude(dispute);
    describeDispute(dispute);
  }
};

const DEBITS = ['debitedAgain', 'debited', 'announced'] as const;

/** The amounts that the facts of a name are about. */
const amountsOf = ({ facts, amount }: TransactionView, name: (typeof DEBITS)[number]): Money[] =>
  facts.named(name).map((fact) => amountOf(fact, amount));

const largest = (amounts: readonly Money[]): Money | undefined =>
  amounts.toSorted((a, b) => (sortable(a) < sortable(b) ? -1 : 1)).at(-1);

const sortable = ({ centAmount, currencyCode }: Money): string =>
  `${String(centAmount).padStart(20, '0')} ${currencyCode}`;

/** What was last debited; else what was debited at first, or announced; else what any event is about. */
const disputedAmount = (view: TransactionView): Money =>
  DEBITS.map((name) => largest(amountsOf(view, name))).find((amount) => amount !== undefined) ??
  largest(
    followUpNames.flatMap((name) => view.facts.named(name).map((fact) => amountOf(fact, view.amount))),
  ) ??
  view.amount;

/** A second chargeback may be over another amount: it takes the place of the first, which counts no more. */
const correctAmount = (views: TransactionView[], dispute: TransactionView): void => {
  const amount = disputedAmount(dispute);
  const debited = DEBITS.flatMap((name) => amountsOf(dispute, name));
  if (!sameMoney(amount, dispute.amount)) replace(views, dispute, { amount, reason: 'Charged back anew:' });
  const { interactionId } = dispute;
  for (const other of debited.filter((one) => !sameMoney(one, amount))) {
    const isThere = views.some(
      (view) =>
        view.type === 'Chargeback' && view.interactionId === interactionId && sameMoney(view.amount, other),
    );
    if (!isThere)
      learn(addView(views, { type: 'Chargeback', amount: other, interactionId }), { name: 'replaced' });
  }
};

const CODES = Object.keys(disputeEvents);

const sequenceOf = ({ at, code, pspReference }: EventFact): string =>
  `${at} ${String(CODES.indexOf(code)).padStart(2, '0')} ${pspReference}`;

/** The events, the earliest first; those of one second in the order of a dispute's life. */
export const eventsOf = ({ facts }: TransactionView): EventFact[] =>
  facts.named('event').toSorted((a, b) => (sequenceOf(a) < sequenceOf(b) ? -1 : 1));

/** Adyen's final states of a dispute. */
const FINAL: Readonly<Record<string, 'endedWon' | 'endedLost'>> = {
  won: 'endedWon',
  lost: 'endedLost',
  accepted: 'endedLost',
};

const finalOf = ({ details }: EventFact): 'endedWon' | 'endedLost' | undefined =>
  FINAL[details.status?.toLowerCase() ?? ''];

/** Events that decide by their code, which is signed. */
const MONEY: readonly string[] = ['CHARGEBACK', 'CHARGEBACK_REVERSED', 'SECOND_CHARGEBACK'];

/** The final state that an event which moves no money has told; a later credit shows that a loss was none. */
const conclude = (dispute: TransactionView): void => {
  const events = eventsOf(dispute);
  const last = events.findLast((event) => !MONEY.includes(event.code) && finalOf(event) !== undefined);
  const name = last && finalOf(last);
  const isCredited = events.some(
    ({ code, at }) => code === 'CHARGEBACK_REVERSED' && last !== undefined && at > last.at,
  );
  const concluded = name === 'endedLost' && isCredited ? undefined : name;
  for (const other of ['endedWon', 'endedLost'] as const) {
    if (other === concluded) learn(dispute, { name: other });
    else forget(dispute, { name: other });
  }
};

/** Where each is shown. */
const FIELDS = [
  ['status', 'disputeStatus'],
  ['reason', 'disputeReason'],
  ['reasonCode', 'disputeReasonCode'],
  ['scheme', 'disputeScheme'],
  ['deadline', 'disputeDeadline'],
  ['defendable', 'disputeDefendable'],
] as const satisfies readonly (readonly [keyof EventDetails, keyof PlainFields])[];

/** Shows of each detail what the latest event says that says anything of it. */
const describeDispute = (dispute: TransactionView): void => {
  const events = eventsOf(dispute);
  for (const [detail, field] of FIELDS) {
    const text = events.findLast(({ details }) => details[detail] !== undefined)?.details[detail];
    if (text === undefined) Reflect.deleteProperty(dispute.fields, field);
    else dispute.fields[field] = text;
  }
};
