// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Plugin } from 'vite';
import { describe, expect, it, vi } from 'vitest';
import { leaveOutEvents } from './left-out-events.ts';
import { leaveOutTexts, textsOfModulesOnly, textsOfNone } from './left-out-texts.ts';
import { helperModule, sharedHelper } from './shared-helper.ts';

const adyenWeb = dirname(createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css'));
const fail = vi.fn((message: string) => {
  throw new Error(message);
});

/** What a plugin makes of a file of adyen-web's, or of other code in its place. */
function transformed(
  plugin: Plugin,
  path: string,
  code = readFileSync(join(adyenWeb, path), 'utf8'),
): string {
  const transform = plugin.transform as (
    this: object,
    code: string,
    id: string,
  ) => { code: string } | undefined;
  return transform.call({ error: fail }, code, join(adyenWeb, path))?.code ?? code;
}

describe('adyen-web’s texts', () => {
  const file = 'packages/server/translations/en-US.json.js';
  const textsIn = (code: string) =>
    runInNewContext(code.replace(/export\{[^]*/, 'e')) as Record<string, string>;
  const generate = (code: string): void => {
    const { generateBundle } = leaveOutTexts(['ctp.', 'upi.mode']);
    const bundle = { 'a.js': { type: 'chunk', fileName: 'a.js', code } };
    (generateBundle as (this: object, options: object, bundle: object) => void).call(
      { error: fail },
      {},
      bundle,
    );
  };

  it('lack those of parts that are not there, and no others', () => {
    const all = textsIn(readFileSync(join(adyenWeb, file), 'utf8'));
    const beginnings = [...textsOfNone, ...textsOfModulesOnly];
    const left = textsIn(transformed(leaveOutTexts(beginnings), file));
    const expected = Object.entries(all).filter(([key]) => !beginnings.some((each) => key.startsWith(each)));
    expect(left).toEqual(Object.fromEntries(expected));
    expect(expected.length).toBeLessThan(Object.keys(all).length - 100);
  });

  it('are asked for by nothing', () => {
    expect(() => transformed(leaveOutTexts(['gone.']), file)).toThrow('adyen-web has no texts gone.…');
    expect(() => generate('get(`ctp.errors.${code}`)')).toThrow('a.js asks for the texts ctp.…');
    expect(() => generate('get("upi.mode.qrCode")')).toThrow('upi.mode…');
    expect(() => generate('get(`upi.${mode}`)')).toThrow('upi.mode…');
    expect(() => generate('get("payButton"), get(`upi.collect`), "a ctp.b"')).not.toThrow();
  });
});

describe('adyen-web’s events', () => {
  it.each([
    ['Info', 'InfoEventType'],
    ['Error', 'ErrorEventType'],
    ['Log', 'LogEventType'],
  ])('of %s are empty, with their names as they were', (kind, names) => {
    const code = transformed(leaveOutEvents(), `core/Analytics/events/Analytics${kind}Event.js`);
    expect(code).not.toMatch(/constructor|extends/);
    expect(code).toContain(` as Analytics${kind}Event`);
    expect(code).toContain(` as ${names}`);
  });

  it('still say which event belongs to an action', () => {
    expect(transformed(leaveOutEvents(), 'core/Analytics/events/AnalyticsLogEvent.js')).toContain(
      'static getSubtypeFromActionType(e){return i[e]}',
    );
  });

  it('are looked for where adyen-web has them', () => {
    const path = 'core/Analytics/events/AnalyticsInfoEvent.js';
    expect(() => transformed(leaveOutEvents(), path, 'export const a = 1')).toThrow(
      'holds no class of an event',
    );
  });
});

describe('adyen-web’s helper for class fields', () => {
  it('is imported in place of a file’s own', () => {
    const code = transformed(sharedHelper(), 'core/core.js');
    expect(code).toContain(`import U from '${helperModule}';`);
    expect(code).not.toContain('Object.defineProperty');
    expect(code).toContain('U(this,"session",void 0)');
  });

  it('does what theirs does', async () => {
    const load = sharedHelper().load as (id: string) => { code: string };
    const { code } = load(`\0${helperModule}`);
    const { default: define } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: (target: object, key: string, value: unknown) => object;
    };
    const target = Object.create({
      get a() {
        return 1;
      },
    }) as object;
    expect(define(target, 'a', 2)).toBe(target);
    define(target, 'b', 3);
    expect(target).toEqual({ a: 2, b: 3 });
  });
});
