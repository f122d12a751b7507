// npm run audit: asks the registry whether a package of a lock file has a known vulnerability that is high or critical, build
// tools included, as Connect's certification does. A registry that does not answer such questions fails nothing.
import { join } from 'node:path';
import { applications, root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const severe = ['high', 'critical'];

for (const folder of ['.', ...applications]) {
  const { output } = await run('npm', ['audit', '--json', '--package-lock-only'], {
    cwd: join(root, folder),
  });
  let report;
  try {
    // npm's warnings come before the report.
    report = JSON.parse(output.slice(output.indexOf('\n{') + 1));
  } catch {
    report = {};
  }
  if (report.vulnerabilities === undefined) {
    process.stdout.write(`${folder}: the registry does not answer audits; nothing is known\n`);
    continue;
  }
  const found = Object.values(report.vulnerabilities).filter(({ severity }) => severe.includes(severity));
  process.stdout.write(`${folder}: ${found.length} packages with a high or critical vulnerability\n`);
  for (const { name, severity, range } of found) process.stdout.write(`  ${severity}: ${name} ${range}\n`);
  if (found.length > 0) process.exitCode = 1;
}
