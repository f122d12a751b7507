import { expect, it } from 'vitest';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import { transactionId } from '../test-support/identifiers.ts';
import type { CallerState } from '../use-case.ts';
import { answeredNotes } from './send-intent.ts';

const note = [{ type: 'Note', transactionId: 't', note: 'answered' }];
const key: RequestIdentity = { kind: 'key', digest: 'a1' };
const unkeyed: RequestIdentity = { kind: 'unkeyed', processId: 'p', requestId: 'r' };

it.each<[string, RequestIdentity | undefined, CallerState, object[]]>([
  ['with a key, also where the caller has left', key, 'gone', note],
  ['of an unknown request, which a review repeats', undefined, 'gone', note],
  ['without a key, while the caller waits', unkeyed, 'waiting', note],
  ['without a key, after the caller has left', unkeyed, 'gone', []],
  ['without a key, of another process', unkeyed, 'elsewhere', []],
  ['without a key, of a request that failed', unkeyed, 'failed', []],
])('an outcome counts as told: %s', (_name, identity, state, expected) => {
  expect(answeredNotes({ stateOf: () => state }, identity, transactionId('t'))).toEqual(expected);
});
