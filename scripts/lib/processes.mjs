import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * The environment for child processes: the repository's own Node first in PATH, and nothing of the npm script that
 * started us, which would make a nested npm believe that it works on the root package.
 */
function environment(extra = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|command|config_local_prefix)/.test(name),
    ),
  );
  return { ...env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter), ...extra };
}

function start(command, args, { cwd = root, env = {}, stdio }) {
  const child = spawn(command, args, { cwd, env: environment(env), stdio });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

const ended = (child) =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });

/**
 * Runs a command to its end and keeps what it printed. `niceness` has it, and what it starts, give way to others.
 * @returns {Promise<{code: number, output: string}>} never rejects because of the exit code
 */
export async function run(command, args, options = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  if (options.niceness !== undefined && child.pid !== undefined) setPriority(child.pid, options.niceness);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
    });
  }
  return { code: await ended(child), output };
}

/** Runs a command that must succeed; its whole output becomes the error's message when it does not. */
export async function mustRun(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code !== 0)
    throw new Error(`${[command, ...args].join(' ')} ended with exit code ${code}\n\n${output.trim()}`);
  return output;
}

/** Runs a command in the foreground, its output going straight to the terminal, until it ends. */
export const runInForeground = (command, args, options = {}) =>
  ended(start(command, args, { ...options, stdio: 'inherit' }));

/**
 * Ends every running command when this script is told to end: politely, by force after five seconds or at the second
 * signal. In a terminal Ctrl-C reaches the commands by itself; a second SIGINT does them no harm.
 */
export function endChildrenOnSignals() {
  let isEnding = false;
  const signalAll = (signal) => running.forEach((child) => child.kill(signal));
  const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      const byForce = () => {
        signalAll('SIGKILL');
        process.exit(code);
      };
      if (isEnding || running.size === 0) return byForce();
      isEnding = true;
      void Promise.allSettled([...running].map(ended)).then(() => process.exit(code));
      signalAll(signal);
      setTimeout(byForce, 5000);
    });
  }
  process.on('exit', () => signalAll('SIGKILL'));
}
