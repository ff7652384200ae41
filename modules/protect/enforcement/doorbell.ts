// Wakes enforcers that wait for their next order, within this process; who waits looks again by itself now and then.
export type Doorbell = {
  ring(enforcer_ids: readonly string[]): void;
  /** Until it rings, `ms` are over, or the caller is gone. */
  wait(enforcer_id: string, ms: number, gone: AbortSignal): Promise<void>;
};

export function createDoorbell(): Doorbell {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring: (enforcer_ids) => {
      for (const id of enforcer_ids) for (const wake of waiting.get(id) ?? []) wake();
    },
    wait: (enforcer_id, ms, gone) =>
      new Promise((done) => {
        const mine = waiting.get(enforcer_id) ?? new Set();
        waiting.set(enforcer_id, mine);
        const end = (): void => {
          clearTimeout(timer);
          gone.removeEventListener('abort', end);
          mine.delete(end);
          if (mine.size === 0 && waiting.get(enforcer_id) === mine) waiting.delete(enforcer_id);
          done();
        };
        const timer = setTimeout(end, ms);
        mine.add(end);
        gone.addEventListener('abort', end);
        if (gone.aborted) end();
      }),
  };
}
