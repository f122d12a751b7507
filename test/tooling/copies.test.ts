import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, plantRepository, type Planted } from './planted.ts';

let planted: Planted;

beforeAll(() => {
  planted = plantRepository();
  planted.write({
    '.jscpd-baseline.json': '{"version":1,"fingerprints":{}}',
    'enabler/src/main.ts': '',
    'scripts/empty.mjs': '',
    'test/sandbox/main.ts': '',
  });
});

afterAll(() => {
  planted.remove();
});

describe('copies', () => {
  const block = lines(12, (index) => `  if (value === ${index}) return call('${index}', value + ${index});`);
  const withBlock = (name: string) =>
    `export const ${name} = (value: number, call: (name: string, sum: number) => string) => {\n${block}\n};\n`;

  it('are found between applications', async () => {
    planted.write({ 'processor/src/copied.ts': withBlock('first'), 'job/src/main.ts': '' });
    expect(await planted.run('jscpd')).toMatchObject({ code: 0 });
    planted.write({ 'job/src/copied.ts': withBlock('second') });
    const { code, output } = await planted.run('jscpd');
    expect(code).toBe(1);
    expect(output).toContain('Found 1 clones');
  });
});
