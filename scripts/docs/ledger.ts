import { rules, transactionTypes, type TransactionType } from '../../processor/src/ledger/rules.ts';
import { notificationsTable } from './notifications.ts';

interface Fact {
  readonly name: string;
  readonly rank: number;
  readonly state: string;
  readonly source: string;
}

const factsOf = (type: TransactionType): Fact[] =>
  Object.entries<Omit<Fact, 'name'>>(rules[type])
    .map(([name, rule]) => ({ name, ...rule }))
    .sort((a, b) => a.rank - b.rank);

/** From state to state, by the fact that is stronger than what was known before. */
function transitions(facts: readonly Fact[]): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  const add = (from: string, { state, name }: Fact) => {
    const edge = `${from} --> ${state}`;
    edges.set(edge, (edges.get(edge) ?? new Set()).add(name));
  };
  for (const fact of facts) {
    if (fact.rank === 0) add('[*]', fact);
    for (const weaker of facts) {
      if (weaker.rank < fact.rank && weaker.state !== fact.state) add(weaker.state, fact);
    }
  }
  return edges;
}

function typeSection(type: TransactionType): string[] {
  const facts = factsOf(type);
  return [
    `**${type}**`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  direction LR',
    ...[...transitions(facts)].map(([edge, names]) => `  ${edge}: ${[...names].join(', ')}`),
    '```',
    '',
    '| Rank | Fact | State | Known from |',
    '| --- | --- | --- | --- |',
    ...facts.map(({ rank, name, state, source }) => `| ${rank} | ${name} | ${state} | ${source} |`),
    '',
  ];
}

/** The ledger's rules as Markdown, drawn from the very table that the processor decides by. */
export function ledgerTables(): string {
  return [
    ...transactionTypes.flatMap(typeSection),
    '**Webhooks**',
    '',
    ...notificationsTable(),
    '',
    'ORDER_CLOSED without success gives every approved part of the order back: its refund or cancellation is a Success.',
  ].join('\n');
}
