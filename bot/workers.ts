/** Does its work soon after it was woken, never twice at once, and again when it was woken meanwhile. */
export interface Worker {
  /** What wakes it within the pause is done in one go: ten votes are one redraw, and the people voting come first. */
  readonly wake: () => void;
  /** Works at once; resolves when nothing runs and nobody has woken it since. */
  readonly finish: () => Promise<void>;
  /** Lets the running work end and starts no more. */
  readonly stop: () => Promise<void>;
}

export interface WorkerPorts {
  readonly work: () => Promise<unknown>;
  /** Milliseconds after which to look again unasked; undefined to wait for a wake. */
  readonly lookAgainIn: () => Promise<number | undefined>;
  readonly onFault: (error: unknown) => void;
}

const PAUSE_MS = 100;
const AFTER_FAULT_MS = 1_000;

export function createWorker({ work, lookAgainIn, onFault }: WorkerPorts): Worker {
  let running: Promise<void> | undefined;
  let woken = false;
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;

  const beginIn = (milliseconds: number | undefined) => {
    clearTimeout(alarm);
    if (milliseconds !== undefined && !stopped) alarm = setTimeout(begin, milliseconds);
  };

  const run = async () => {
    try {
      await work();
      if (!woken) beginIn(await lookAgainIn());
    } catch (error) {
      onFault(error);
      beginIn(AFTER_FAULT_MS);
    }
  };

  function begin(): void {
    clearTimeout(alarm);
    if (stopped || running !== undefined) return;
    woken = false;
    running = run().finally(() => {
      running = undefined;
      if (woken) beginIn(PAUSE_MS);
    });
  }

  return {
    wake: () => {
      if (woken) return;
      woken = true;
      if (running === undefined) beginIn(PAUSE_MS);
    },
    finish: async () => {
      await running;
      do {
        begin();
        await running;
      } while (woken && !stopped);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(alarm);
      await running;
    },
  };
}
