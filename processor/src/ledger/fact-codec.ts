import { toPspReference } from '../identifiers.ts';
import {
  amountNames,
  AT_ONCE,
  ENDS_REST,
  followUpNames,
  IN_REVIEW,
  noteNames,
  type BareFact,
  type EventDetails,
  type Fact,
} from './fact.ts';
import { assessmentNames, type AssessmentName } from './assessment.ts';
import type { Money } from './money.ts';
import { factNames } from './rules.ts';

// The custom field `facts` of a transaction is a set of texts: a name, and where that alone would not do what it was about,
// e.g. `authorised`, `expired 600 EUR`, `reversed QFQTPCQ8HXSKGK82 400 EUR`. Stored Payments, and instances of another version
// that run side by side, rely on the format.

const bareFacts: ReadonlyMap<string, BareFact> = new Map(
  ([...factNames, ...noteNames, AT_ONCE, ENDS_REST, IN_REVIEW] as const).map((name) => [name, { name }]),
);

/** The text that commercetools stores. */
export const encodeFact = (fact: Fact): string => {
  switch (fact.name) {
    case 'unknown':
      return fact.text;
    case 'stated':
      return `stated ${fact.capture}`;
    case 'adjusted':
      return `adjusted ${fact.at} ${encodeMoney(fact.amount)} ${fact.pspReference}`;
    case 'cancelOrRefund':
      return `cancelOrRefund ${fact.succeeded ? 'true' : 'false'} ${fact.pspReference} ${encodeMoney(fact.amount)}`;
    case 'orderClosed':
      return `orderClosed ${fact.refund ? 'refund' : 'cancel'} ${fact.pspReference} ${encodeMoney(fact.amount)}`;
    case 'updateAsked':
      return `updateAsked ${fact.keyDigest} ${fact.contentDigest}`;
    case 'joined':
    case 'left':
      return `${fact.name} ${fact.requestId}`;
    case 'assessed':
      return `assessed ${fact.about} ${fact.weight} ${fact.text}`;
    case 'event':
      return `event ${fact.code} ${fact.at} ${fact.pspReference} ${JSON.stringify(fact.details)}`;
    case 'orderChange':
      return `orderChange ${fact.stage} ${fact.at} ${encodeMoney(fact.amount)}`;
    default:
      if ('at' in fact) return `${fact.name} ${fact.at}`;
      if (!('amount' in fact)) return fact.name;
      return 'pspReference' in fact
        ? `${fact.name} ${fact.pspReference} ${encodeMoney(fact.amount)}`
        : `${fact.name} ${encodeMoney(fact.amount)}`;
  }
};

/** What a stored text says. One that cannot be read, or that would not be written like this again, is an unknown fact. */
export const decodeFact = (text: string): Fact => {
  const fact = bareFacts.get(text) ?? read(text);
  return fact && encodeFact(fact) === text ? fact : { name: 'unknown', text };
};

/** The field as a whole, in the order in which it is stored. */
export const encodeFacts = (facts: Iterable<Fact>): string[] => [...facts].map(encodeFact).sort();

const encodeMoney = ({ centAmount, currencyCode }: Money): string => `${centAmount} ${currencyCode}`;

const decodeMoney = (centAmount: string, currencyCode: string): Money | undefined =>
  Number.isSafeInteger(Number(centAmount)) ? { centAmount: Number(centAmount), currencyCode } : undefined;

const decodeDetails = (json: string): EventDetails | undefined => {
  try {
    return JSON.parse(json) as EventDetails;
  } catch {
    return undefined;
  }
};

/** A date as `toISOString` prints it. */
const DATE = '(?:[+-]\\d{2})?\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z';

interface Form {
  readonly pattern: RegExp;
  /** Reads the words that the pattern found; `undefined` where they mean nothing. */
  readonly read: (...words: string[]) => Fact | undefined;
}

/** An amount is two words; a reference is whatever stands in its place. */
const forms: readonly Form[] = [
  {
    pattern: /^stated (manual|immediate|[1-9]\d{0,2})$/,
    read: (capture: string) => ({
      name: 'stated',
      capture: capture === 'manual' || capture === 'immediate' ? capture : Number(capture),
    }),
  },
  {
    pattern: new RegExp(`^(${amountNames.join('|')}) (\\S+) (\\S+)$`),
    read: (name: string, centAmount: string, currencyCode: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      return amount && { name: name as (typeof amountNames)[number], amount };
    },
  },
  {
    pattern: new RegExp(`^(undone|recaptured) (${DATE})$`),
    read: (name: string, at: string) => ({ name: name as 'undone' | 'recaptured', at }),
  },
  {
    pattern: new RegExp(`^adjusted (${DATE}) (\\S+) (\\S+) (.*)$`, 's'),
    read: (at: string, centAmount: string, currencyCode: string, reference: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      const pspReference = toPspReference(reference);
      return amount && { name: 'adjusted', at, amount, pspReference };
    },
  },
  {
    pattern: /^orderClosed (refund|cancel) (.*) (\S+) (\S+)$/s,
    read: (kind: string, reference: string, centAmount: string, currencyCode: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      const pspReference = toPspReference(reference);
      return amount && { name: 'orderClosed', refund: kind === 'refund', pspReference, amount };
    },
  },
  {
    pattern: /^updateAsked ([\da-f]+) ([\da-f]+)$/,
    read: (keyDigest: string, contentDigest: string) => ({ name: 'updateAsked', keyDigest, contentDigest }),
  },
  {
    pattern: /^(joined|left) ([\da-f-]+)$/,
    read: (name: string, requestId: string) => ({ name: name as 'joined' | 'left', requestId }),
  },
  {
    pattern: new RegExp(`^orderChange (asked|lost) (${DATE}) (\\S+) (\\S+)$`),
    read: (stage: string, at: string, centAmount: string, currencyCode: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      return amount && { name: 'orderChange', stage: stage as 'asked' | 'lost', at, amount };
    },
  },
  {
    pattern: new RegExp(`^assessed (${assessmentNames.join('|')}) (\\d) (.*)$`, 's'),
    read: (about: string, weight: string, text: string) => ({
      name: 'assessed',
      about: about as AssessmentName,
      weight: Number(weight),
      text,
    }),
  },
  {
    pattern: /^cancelOrRefund (true|false) (.*) (\S+) (\S+)$/s,
    read: (succeeded: string, reference: string, centAmount: string, currencyCode: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      const pspReference = toPspReference(reference);
      return amount && { name: 'cancelOrRefund', succeeded: succeeded === 'true', pspReference, amount };
    },
  },
  {
    pattern: new RegExp(`^event ([A-Z\\d_]+) (${DATE}) (.*?) (\\{.*\\})$`, 's'),
    read: (code: string, at: string, reference: string, json: string) => {
      const details = decodeDetails(json);
      return details && { name: 'event', code, at, pspReference: toPspReference(reference), details };
    },
  },
  {
    pattern: new RegExp(`^(${followUpNames.join('|')}) (.*) (\\S+) (\\S+)$`, 's'),
    read: (name: string, reference: string, centAmount: string, currencyCode: string) => {
      const amount = decodeMoney(centAmount, currencyCode);
      const pspReference = toPspReference(reference);
      return amount && { name: name as (typeof followUpNames)[number], pspReference, amount };
    },
  },
];

const read = (text: string): Fact | undefined => {
  for (const { pattern, read: readWords } of forms) {
    const words = pattern.exec(text);
    if (words) return readWords(...words.slice(1));
  }
  return undefined;
};
