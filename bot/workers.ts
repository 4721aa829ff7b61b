/** Does its work when woken, never twice at once, and once more when it was woken meanwhile. */
export interface Worker {
  readonly wake: () => void;
  /** Resolves when nothing is running. */
  readonly idle: () => Promise<void>;
  /** Lets the running work end and starts no more. */
  readonly stop: () => Promise<void>;
}

export interface WorkerPorts {
  readonly work: () => Promise<unknown>;
  /** Milliseconds after which to look again unasked; undefined to wait for a wake. */
  readonly lookAgainIn: () => Promise<number | undefined>;
  readonly onFault: (error: unknown) => void;
}

const AFTER_FAULT_MS = 1_000;

export function createWorker({ work, lookAgainIn, onFault }: WorkerPorts): Worker {
  let running: Promise<void> | undefined;
  let woken = false;
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;

  const setAlarm = (milliseconds: number | undefined) => {
    clearTimeout(alarm);
    if (milliseconds !== undefined && !stopped) alarm = setTimeout(wake, milliseconds);
  };

  const run = async () => {
    try {
      while (woken && !stopped) {
        woken = false;
        await work();
      }
      if (!stopped) setAlarm(await lookAgainIn());
    } catch (error) {
      onFault(error);
      setAlarm(AFTER_FAULT_MS);
    }
  };

  function wake(): void {
    woken = true;
    if (stopped || running !== undefined) return;
    running = run().finally(() => {
      running = undefined;
      if (woken) wake();
    });
  }

  return {
    wake,
    idle: async () => {
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(alarm);
      await running;
    },
  };
}
