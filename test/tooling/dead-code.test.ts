import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantRepository, type Planted } from './planted.ts';

let planted: Planted;

beforeAll(() => {
  planted = plantRepository();
  planted.write({
    'processor/src/main.ts': "import { used } from './config/used.ts';\nused();\n",
    'processor/src/config/used.ts':
      'export const used = () => 1;\nexport const dead = () => 2;\nexport const tested = () => 3;\n',
    'processor/src/config/used.test.ts': "import { tested } from './used.ts';\ntested();\n",
    'enabler/src/main.ts': 'export const one = 1;\n',
    'job/src/main.ts': "import { createServer } from 'node:http';\ncreateServer().listen();\n",
    'job/src/nowhere.ts': 'export const nowhere = 1;\n',
  });
});

afterAll(() => {
  planted.remove();
});

describe('dead code', () => {
  it('is an export that nothing imports, and a file', async () => {
    const { code, output } = await planted.run('knip', '--include=files,exports', '--reporter=compact');
    expect(code).toBe(1);
    expect(output).toContain('processor/src/config/used.ts: dead');
    expect(output).toContain('job/src/nowhere.ts');
    expect(output).not.toContain('tested');
  });

  it('is in production also what only tests import', async () => {
    const { code, output } = await planted.run('knip', '--production', '--reporter=compact');
    expect(code).toBe(1);
    expect(output).toContain('processor/src/config/used.ts: dead, tested');
  });
});
