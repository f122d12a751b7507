/** Leaves the room again; more than once does no harm. */
export type Leave = () => void;

/** Room for so much at a time, given in the order in which it was asked for. */
export interface Room {
  /** Resolves when there is room. What is larger than the room gets all of it. */
  enter: (weight: number) => Promise<Leave>;
  /** The weight of those who wait. */
  readonly waiting: number;
}

export const createRoom = (size: number): Room => {
  const queue: { weight: number; begin: () => void }[] = [];
  let used = 0;
  let waiting = 0;

  const admit = (): void => {
    for (let [next] = queue; next && (used === 0 || used + next.weight <= size); [next] = queue) {
      queue.shift();
      waiting -= next.weight;
      used += next.weight;
      next.begin();
    }
  };

  return {
    get waiting() {
      return waiting;
    },
    enter: (weight) =>
      new Promise((resolve) => {
        let isInside = true;
        const leave = (): void => {
          if (!isInside) return;
          isInside = false;
          used -= weight;
          admit();
        };
        waiting += weight;
        queue.push({ weight, begin: () => resolve(leave) });
        admit();
      }),
  };
};
