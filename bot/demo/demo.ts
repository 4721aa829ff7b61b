import process from 'node:process';
import { theBot, thePlayground, type Program } from './programs.ts';
import { isFree, start, untilReady, type Running } from './running.ts';
import { demoSettings, type DemoSettings } from './settings.ts';
import { gone, taken, welcome } from './sentences.ts';

/** `npm run demo`: the bot and the Playground side by side, until Ctrl-C. The exit code is 1 when either could not run. */

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
process.exitCode = await demo(demoSettings(process.env), stop.signal);

async function demo(settings: DemoSettings, signal: AbortSignal): Promise<number> {
  const programs = [theBot(settings), thePlayground(settings)];
  for (const program of programs) {
    if (!(await isFree(program))) return complain(taken(program));
  }

  const running: Running[] = [];
  try {
    say('Starting the bot and the Playground. This takes a few seconds, and longer the first time.');
    for (const program of programs) {
      const started = start(program);
      running.push(started);
      const state = await untilReady(started, signal);
      if (state === 'ended') return complain(gone(program));
      if (state === 'stopped') return 0;
    }
    say(welcome(settings));
    const dead = await firstToEnd(running, signal);
    return dead === undefined ? 0 : complain(gone(dead));
  } finally {
    await Promise.all(running.map(({ stop: end }) => end()));
  }
}

/** The program that ended by itself; undefined when the demo was asked to stop. */
async function firstToEnd(running: readonly Running[], signal: AbortSignal): Promise<Program | undefined> {
  const stopped = new Promise<undefined>((resolve) => {
    const tell = () => {
      resolve(undefined);
    };
    if (signal.aborted) tell();
    signal.addEventListener('abort', tell, { once: true });
  });
  const dead = await Promise.race([stopped, ...running.map(({ program, ended }) => ended.then(() => program))]);
  return signal.aborted ? undefined : dead;
}

function say(text: string): void {
  console.log(text);
}

function complain(text: string): number {
  console.error(text);
  return 1;
}
