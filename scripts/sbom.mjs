// npm run sbom: writes a CycloneDX bill of materials of what each application runs, from its lock file. Needs no network.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'sbom');

mkdirSync(folder, { recursive: true });
// What the enabler ships is bundled by its build, so all of its packages count.
for (const [application, ...options] of [['processor', '--omit=dev'], ['enabler'], ['job', '--omit=dev']]) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', ...options];
  const text = execFileSync('npm', args, { cwd: join(root, application), encoding: 'utf8' });
  const { components = [] } = JSON.parse(text);
  const path = join(folder, `${application}.cdx.json`);
  writeFileSync(path, text);
  process.stdout.write(`${path}: ${components.length} components\n`);
}
