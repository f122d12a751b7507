/** A look at something that the connector cannot work without. */
export interface StatusCheck {
  readonly name: string;
  /** Says what is wrong by a message that may be shown; resolves to `undefined` when nothing is. Throws when it cannot tell. */
  readonly find: () => Promise<string | undefined>;
  /** What an operator may want to know beside; left out where it cannot be had. */
  readonly details?: () => Promise<Readonly<Record<string, unknown>>>;
}

export interface CheckResult {
  readonly name: string;
  readonly status: 'UP' | 'DOWN';
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type OverallStatus = 'OK' | 'Partially Available' | 'Unavailable';

export const overallStatus = (results: readonly CheckResult[]): OverallStatus => {
  if (results.every(({ status }) => status === 'UP')) return 'OK';
  return results.some(({ status }) => status === 'UP') ? 'Partially Available' : 'Unavailable';
};

const late = Symbol('late');

/** Runs one check within its time. `report` gets what it threw, for the log only. */
export const runCheck = async (
  check: StatusCheck,
  timeoutMs: number,
  report: (name: string, error: unknown) => void,
): Promise<CheckResult> => {
  const [result, details] = await Promise.all([
    runFind(check, timeoutMs, report),
    check.details && within(check.details, timeoutMs),
  ]);
  return details ? { ...result, details } : result;
};

const within = async <T>(get: () => Promise<T>, timeoutMs: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([get(), limit]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};

const runFind = async (
  { name, find }: StatusCheck,
  timeoutMs: number,
  report: (name: string, error: unknown) => void,
): Promise<CheckResult> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), timeoutMs);
  });
  try {
    const problem = await Promise.race([find(), limit]);
    if (problem === late) return { name, status: 'DOWN', message: `No answer within ${timeoutMs} ms.` };
    return problem === undefined ? { name, status: 'UP' } : { name, status: 'DOWN', message: problem };
  } catch (error) {
    report(name, error);
    return { name, status: 'DOWN', message: 'The check failed. The log holds the reason.' };
  } finally {
    clearTimeout(timer);
  }
};
