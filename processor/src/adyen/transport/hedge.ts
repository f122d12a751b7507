/**
 * Starts the same work a second time when the first has been silent for a while. A slow but living Adyen is waited for
 * all the same, and a response that was lost on a dead connection is fetched by the second. For work that may be done
 * twice only, and that never rejects.
 * @returns the results so far as soon as one decides, else both
 */
export const hedge = async <Result>(options: {
  start: () => Promise<Result>;
  isDecided: (result: Result) => boolean;
  afterMs: number;
}): Promise<Result[]> => {
  const first = options.start();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), options.afterMs);
  });
  const early = await Promise.race([first.then((result) => ({ result })), silence]);
  clearTimeout(timer);
  if (early) return [early.result];
  const second = options.start();
  const { result, other } = await Promise.race([
    first.then((earlier) => ({ result: earlier, other: second })),
    second.then((earlier) => ({ result: earlier, other: first })),
  ]);
  return options.isDecided(result) ? [result] : [result, await other];
};
