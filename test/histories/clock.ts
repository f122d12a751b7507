import { vi } from 'vitest';

const START = Date.parse('2026-03-02T09:00:00Z');

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/**
 * The date of sandbox and processors, which run in this process: it stands still but for `advance`, so that a history has the
 * same times whenever it is played. Timers run on.
 */
export const stopClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  // Pauses before a repeated call are random up to a limit: none at all here.
  vi.spyOn(Math, 'random').mockReturnValue(0);
};

export const advance = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms);
};

export const restoreClock = (): void => {
  vi.useRealTimers();
  vi.restoreAllMocks();
};
