// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const output = join(import.meta.dirname, '../public');

/** What TypeScript says about a page that imports a bundle. */
function complaints(page: string): string[] {
  const folder = mkdtempSync(join(output, 'page-'));
  try {
    const file = join(folder, 'page.ts');
    writeFileSync(file, page);
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      types: [],
    };
    return ts
      .getPreEmitDiagnostics(ts.createProgram([file], options))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('TypeScript finds the types of the module bundle beside it', () => {
  const page = (sessionId: string): string => `
    import { Enabler, type PaymentResult } from '../connector-enabler.es.js';
    const enabler = new Enabler({ processorUrl: '', sessionId: ${sessionId} });
    export const onComplete = ({ isSuccess }: PaymentResult): boolean => isSuccess;
    void enabler.createDropinBuilder('embedded');`;
  expect(complaints(page(`'s1'`))).toEqual([]);
  expect(complaints(page('1'))).toEqual([`Type 'number' is not assignable to type 'string'.`]);
});
