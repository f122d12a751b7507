import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Row {
  runs: number;
  discrepancies: number;
}

/** Counts, fault by fault, the runs and what in them differs from the same story without the fault. */
export class Report {
  readonly #rows = new Map<string, Row>();

  /** @param discrepancies of one run, one line each */
  add(fault: string, discrepancies: readonly string[]): void {
    const row = this.#rows.get(fault) ?? { runs: 0, discrepancies: 0 };
    row.runs += 1;
    row.discrepancies += discrepancies.length;
    this.#rows.set(fault, row);
  }

  /** As Markdown, in the order in which the faults first came up. */
  toString(): string {
    const rows = [...this.#rows].map(
      ([fault, { runs, discrepancies }]) => `| ${fault} | ${runs} | ${discrepancies} |`,
    );
    const all = [...this.#rows.values()];
    const sum = (field: keyof Row) => all.reduce((total, row) => total + row[field], 0);
    return [
      '| Fault | Runs | Discrepancies |',
      '|---|---:|---:|',
      ...rows,
      `| **all** | **${sum('runs')}** | **${sum('discrepancies')}** |`,
      '',
    ].join('\n');
  }

  /** Prints the table and, where FAULTS_TABLE names a file, writes it there. */
  publish(): void {
    process.stdout.write(`\n${this.toString()}\n`);
    const path = process.env['FAULTS_TABLE'];
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, this.toString());
  }
}
