// npm run bench [-- --url http://host:port] [--seconds 20] [--latency 0,40] [--rate 200] [--cpu-prof]
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { leanAdyen } from './lean-adyen.ts';
import { leanCommercetools } from './lean-commercetools.ts';
import { serveLean, type LeanServer } from './lean-server.ts';
import { closedLoop, createTarget, oneByOne, openLoop, type LoadResult } from './load.ts';
import { createOperations } from './operations.ts';
import { cpuMs, peakMb, residentMb } from './process-figures.ts';
import { environmentFor, isHealthy, startSubject, type Subject } from './subject.ts';
import { quantile, rounded, table } from './table.ts';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    latency: { type: 'string', default: '0,40' },
    rate: { type: 'string', default: '200' },
    'cpu-prof': { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const rate = Number(options.rate);

// What is measured has a core of its own; the generator and the upstream servers share the other one.
spawnSync('taskset', ['-cp', '1', String(process.pid)]);

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

let latencyMs = 0;
const fixed = options.url !== undefined;
const upstream = (answer: Parameters<typeof serveLean>[0], port: number): Promise<LeanServer> =>
  serveLean(answer, { port: fixed ? port : 0, latencyMs: () => latencyMs });
const commercetools = await upstream(leanCommercetools().answer, 9491);
const adyen = await upstream(leanAdyen, 9492);
const environment = environmentFor(commercetools.url, adyen.url);

const given = async (url: string): Promise<Subject> => {
  print('Start the processor with this environment; the bench goes on as soon as it answers /health:');
  print(
    Object.entries(environment)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
  );
  while (!(await isHealthy(url))) await new Promise((resolve) => setTimeout(resolve, 200));
  return { url, pid: undefined, startMs: undefined, stop: () => Promise.resolve() };
};

const subject =
  options.url === undefined
    ? await startSubject(
        environment,
        options['cpu-prof'] ? ['--cpu-prof', '--cpu-prof-dir=../.cache/bench'] : [],
      )
    : await given(options.url);
const afterStart = subject.pid === undefined ? undefined : residentMb(subject.pid);
const target = createTarget(subject.url);

/** What a load cost the processor; nothing is known of one that runs elsewhere. */
async function costOf(
  load: () => Promise<LoadResult>,
): Promise<{ result: LoadResult; cpuPerRequest: number }> {
  const before = subject.pid === undefined ? 0 : cpuMs(subject.pid);
  const result = await load();
  const used = subject.pid === undefined ? Number.NaN : cpuMs(subject.pid) - before;
  return { result, cpuPerRequest: used / result.requests };
}

const latencies = ({ measured }: LoadResult): string[][] =>
  measured.map(({ name, milliseconds, errors }) => {
    const p50 = quantile(milliseconds, 0.5);
    const inARow = operations.find((operation) => operation.name === name)?.inARow ?? 1;
    return [
      name,
      String(milliseconds.length),
      rounded(p50),
      rounded(quantile(milliseconds, 0.95)),
      rounded(quantile(milliseconds, 0.99)),
      String(errors),
      latencyMs === 0 ? '–' : rounded(p50 / (inARow * latencyMs), 2),
    ];
  });

const operations = createOperations();

async function warmUp(): Promise<void> {
  for (const operation of operations.filter(({ name }) => name.startsWith('attempt')))
    await oneByOne(target, operation, 40);
  await closedLoop(target, operations, { concurrency: 8, seconds: Math.min(5, seconds) });
}

async function countCalls(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const operation of operations) {
    const [ct, ad] = [commercetools.calls, adyen.calls];
    const made = await oneByOne(target, operation, 10);
    rows.push([
      operation.name,
      rounded((commercetools.calls - ct) / made),
      rounded((adyen.calls - ad) / made),
      String(operation.inARow),
    ]);
  }
  return rows;
}

try {
  await warmUp();
  const calls = await countCalls();
  const figures: string[][] = [];
  for (const latency of options.latency.split(',').map(Number)) {
    latencyMs = latency;
    if (latency === 0) {
      const { result, cpuPerRequest } = await costOf(() =>
        closedLoop(target, operations, { concurrency: 32, seconds }),
      );
      figures.push([
        'at most (32 at a time)',
        '0',
        rounded(result.requests / result.seconds, 0),
        rounded(cpuPerRequest, 2),
        String(result.errors),
      ]);
      if (result.errors > 0) print(result.wrong.join('\n'));
    }
    const { result, cpuPerRequest } = await costOf(() => openLoop(target, operations, { rate, seconds }));
    figures.push([
      `open loop, ${rate}/s`,
      String(latency),
      rounded(result.requests / result.seconds, 0),
      rounded(cpuPerRequest, 2),
      String(result.errors),
    ]);
    if (result.errors > 0) print(result.wrong.join('\n'));
    print(`\nUpstream latency ${latency} ms, open loop at ${rate} requests/s for ${seconds} s\n`);
    print(
      table(
        ['Operation', 'Answers', 'p50 ms', 'p95 ms', 'p99 ms', 'Errors', 'p50 / floor'],
        latencies(result),
      ),
    );
  }
  print('\n' + table(['Load', 'Upstream ms', 'Requests/s', 'CPU ms per request', 'Errors'], figures));
  print('\n' + table(['Operation', 'Calls to commercetools', 'Calls to Adyen', 'In a row'], calls));
  const payments = adyen.calls;
  print(
    '\n' +
      table(
        [
          'Start to first /health',
          'Memory after it',
          'Highest memory',
          'Connections to commercetools',
          'Connections to Adyen',
          'Calls to Adyen',
        ],
        [
          [
            subject.startMs === undefined ? '–' : `${rounded(subject.startMs, 0)} ms`,
            afterStart === undefined ? '–' : `${rounded(afterStart, 0)} MB`,
            subject.pid === undefined ? '–' : `${rounded(peakMb(subject.pid), 0)} MB`,
            String(commercetools.connections),
            String(adyen.connections),
            String(payments),
          ],
        ],
      ),
  );
  print(
    `\n${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}; the processor on one core`,
  );
} finally {
  await subject.stop();
  await target.destroy();
  await Promise.all([commercetools.stop(), adyen.stop()]);
}
