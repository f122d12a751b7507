import { describe, expect, it } from 'vitest';
import type { Effect, End, Event, EventName, State, StateName } from './states.ts';
import { cells, cellsOf, details, eventNames, samples, stateNames, states } from './test-transitions.ts';
import { isUnsettled, needsPopup, next, table } from './transitions.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

const statuses = ['statusEnded', 'statusOpen', 'statusUnknown'] as const;
const responses = ['doubted', 'actionRequired', 'actionUnshowable', 'resulted', 'requestFailed'] as const;
const returns = ['windowLeft', 'pageRestored'] as const;

/** Events that come too late for a state, or do not concern it. Any other event that it does not react to cannot happen in it. */
const ignored: { readonly [S in StateName]: readonly EventName[] } = {
  pressed: ['erred'],
  settlingEarlier: ['erred'],
  // The response to the first request decides; a status that was asked for before is older than the request.
  sending: [...statuses, ...returns, 'erred', 'detailsGiven'],
  inDoubt: [...statuses, ...returns, 'erred', 'detailsGiven'],
  actionShown: [...statuses, 'partPaid'],
  confirming: [...responses, ...returns, 'erred', 'adyenDone'],
  closing: [...statuses, ...returns, 'declined', 'unmounted', 'erred', 'detailsGiven', 'partPaid'],
  // What adyen-web calls for a form that is gone is no attempt's.
  abandoned: [],
  sendingUnseen: [...statuses, 'doubted', 'windowLeft'],
  confirmingUnseen: [...responses, 'adyenDone', 'windowLeft'],
  ended: eventNames,
};

/** What decides of a state's or an event's data. */
function printed(name: string, data: unknown, isUnsettled = false): string {
  const { resultCode = data, cause = data } = (data ?? {}) as { resultCode?: unknown; cause?: unknown };
  const shown = [
    ...(typeof resultCode === 'string' ? [resultCode] : []),
    ...(cause instanceof Error ? [cause instanceof UnknownOutcome ? 'unknown outcome' : 'error'] : []),
    ...(isUnsettled ? ['unsettled'] : []),
  ];
  return shown.length === 0 ? name : `${name} (${shown.join(', ')})`;
}

function printedState(state: State): string {
  const { name, end, ifOpen = end } = state as State & { end?: End; ifOpen?: End };
  return printed(name, ifOpen, 'isUnsettled' in state && state.isUnsettled);
}

/** The table as one reads it. */
function print(): string {
  const blocks = stateNames.map((name) => {
    const rows = cellsOf(name).map(({ from, event, state, effects }) => [
      printed(event[0], event[1]) + (states[name].length === 1 ? '' : ` when ${printedState(from)}`),
      printedState(state),
      effects.map(([effect, data]) => (typeof data === 'number' ? `${effect} ×${data}` : effect)).join(', '),
    ]);
    const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
    const lines = rows.map(([when = '', then = '', effects = '']) =>
      `  ${when.padEnd(width(0))} → ${then.padEnd(width(1))}  ${effects}`.trimEnd(),
    );
    const late = ignored[name];
    const impossible = eventNames.filter((event) => !(event in table[name]) && !late.includes(event));
    return [
      needsPopup({ name } as State) ? `${name} (a window may be open)` : name,
      ...lines,
      ...(late.length === 0 ? [] : [`  ignored: ${late.join(', ')}`]),
      ...(impossible.length === 0 ? [] : [`  impossible: ${impossible.join(', ')}`]),
    ].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

const reports = (effects: readonly Effect[]): string[] =>
  effects.map(([name]) => name as string).filter((name) => name === 'report' || name === 'reportPart');

describe('the table of an attempt', () => {
  it('reads as it is written down', async () => {
    await expect(print()).toMatchFileSnapshot('./transitions.table.txt');
  });

  it.each(stateNames)('either reacts to an event or ignores it: %s', (name) => {
    expect(ignored[name].filter((event) => event in table[name])).toEqual([]);
  });

  it('leaves an attempt as it is by any event that its state does not react to', () => {
    for (const name of stateNames)
      for (const event of eventNames.filter((event) => !(event in table[name])))
        for (const state of states[name])
          for (const sample of samples[event]) expect(next(state, sample)).toEqual({ state, effects: [] });
  });

  const follow = (step: (name: StateName) => StateName[], start: StateName[]): Set<StateName> => {
    const found = new Set(start);
    for (const name of found) for (const other of step(name)) found.add(other);
    return found;
  };

  it('leads to every state', () => {
    const reached = follow((name) => cellsOf(name).map(({ state }) => state.name), ['pressed']);
    expect([...reached].toSorted()).toEqual(stateNames.toSorted());
  });

  it('leads from every state to an end', () => {
    const into = (name: StateName) =>
      cells.filter(({ state }) => state.name === name).map(({ from }) => from.name);
    expect([...follow(into, ['ended'])].toSorted()).toEqual(stateNames.toSorted());
  });

  it('reports an end with the step that ends the attempt, once, and nowhere else', () => {
    for (const { from, event, state, effects } of cells) {
      const isWithdrawn = event[0] === 'withdrawn';
      const expected = state.name === 'ended' && !isWithdrawn ? 1 : 0;
      expect(reports(effects), `${from.name}, ${event[0]}`).toHaveLength(expected);
    }
    expect(table.ended).toEqual({});
  });
});

describe('an attempt that may have paid unseen', () => {
  it.each([
    [{ name: 'sendingUnseen' }, true],
    [{ name: 'confirmingUnseen' }, true],
    [{ name: 'ended', isUnsettled: true }, true],
    [{ name: 'ended', isUnsettled: false }, false],
    [{ name: 'sending', afterAction: false }, false],
    [{ name: 'abandoned' }, false],
  ] as const)('holds up the next one: %o %s', (state, expected) => {
    expect(isUnsettled(state)).toBe(expected);
  });

  it('is one whose outcome stayed unknown, unless nothing of it was sent', () => {
    const [, unknown] = samples.requestFailed;
    const after = (state: State) => unknown && next(state, unknown).state;
    expect(after({ name: 'sending', afterAction: false })).toMatchObject({ isUnsettled: true });
    expect(after({ name: 'sendingUnseen' })).toMatchObject({ isUnsettled: true });
    expect(after({ name: 'settlingEarlier' })).toMatchObject({ isUnsettled: false });
    expect(after({ name: 'abandoned' })).toMatchObject({ isUnsettled: false });
  });

  it('is one whose step is still open', () => {
    const open = next({ name: 'confirming', ifOpen: { resultCode: 'Cancelled' }, afterAction: true }, [
      'statusOpen',
    ]);
    expect(open.state).toEqual({ name: 'ended', isUnsettled: true });
  });
});

it('makes the form anew only where a step has taken its place', () => {
  const refused: Event = ['failed', { resultCode: 'Refused' }];
  for (const afterAction of [false, true]) {
    const { effects } = next({ name: 'sending', afterAction }, refused);
    expect(effects).toContainEqual(['closeForm', { afterAction, end: { resultCode: 'Refused' } }]);
  }
  expect(next({ name: 'actionShown', afterAction: true }, ['detailsGiven', details]).state).toEqual({
    name: 'sending',
    afterAction: true,
  });
});
