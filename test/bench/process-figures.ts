import { readFileSync } from 'node:fs';

/** Linux's clock ticks per second, as /proc counts CPU time. */
const TICKS = 100;

/** Milliseconds of CPU that a process has used since its start. */
export const cpuMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
};

const memory = (pid: number, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Resident memory in MB, now and at its highest. */
export const residentMb = (pid: number): number => memory(pid, 'VmRSS');
export const peakMb = (pid: number): number => memory(pid, 'VmHWM');
