import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

/** The names that the processor gives its metrics, as Prometheus writes them, without unit and suffix. */
const metrics = ['instruments', 'exporter'].flatMap((file) =>
  [...read(`processor/src/observability/${file}.ts`).matchAll(/'([a-z]+(?:[._][a-z0-9]+)+)'/g)].map(
    ([, name = '']) => name.replaceAll('.', '_'),
  ),
);

const rules = (parse(read('docs/operations/alerts.yaml')) as Rules).groups.flatMap((group) => group.rules);
const panels = (JSON.parse(read('docs/operations/dashboard.json')) as Dashboard).panels;

/** Metrics of an expression: what is asked for with labels or a range, or by itself in a gauge's aggregate. */
const metricsOf = (expr: string): string[] =>
  [...expr.matchAll(/\b((?:http|adyen|ledger|connector|process|nodejs)_[a-z0-9_]+)(?=[{[)\s]|$)/g)]
    .map(([, name = '']) => name)
    .filter(
      (name) =>
        !/^(adyen_(result_code|outcome|operation|event_code|success)|http_route|http_response_status_code)$/.test(
          name,
        ),
    );

const isKnown = (name: string): boolean =>
  metrics.some((metric) => name === metric || name.startsWith(`${metric}_`));

describe('docs/operations', () => {
  it('asks only for metrics that the processor has', () => {
    const exprs = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    const asked = exprs.flatMap(metricsOf);
    expect(asked.length).toBeGreaterThan(exprs.length - 1);
    expect(asked.filter((name) => !isKnown(name))).toEqual([]);
  });

  it('explains every alert in the runbook', () => {
    const sections = read('docs/operations/runbook.md');
    expect(
      rules.filter(({ alert }) => !sections.includes(`## ${alert}\n`)).map(({ alert }) => alert),
    ).toEqual([]);
  });
});
