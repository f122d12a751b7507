import { errorCodes } from '../../processor/src/errors/codes.ts';
import type { ErrorRow } from '../../processor/src/errors/error-row.ts';

const rows: readonly (readonly [string, ErrorRow])[] = Object.entries(errorCodes);

const statusesOf = ({ statuses }: ErrorRow): string => statuses.toSorted((a, b) => a - b).join(', ');

const nameOf = (code: string): string => (code === 'AdyenError' ? 'AdyenError-<errorCode>' : code);

/** The error codes of the API as Markdown. */
export const errorTable = (): string =>
  [
    '| Status | `code` | Meaning; further fields | Repeat? |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ([code, row]) => `| ${statusesOf(row)} | \`${nameOf(code)}\` | ${row.meaning} | ${row.repeat} |`,
    ),
  ].join('\n');
