import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from './programs.ts';
import { PROJECT } from './settings.ts';

/** A program that was started. All it writes goes to its log file; errors that it logs are shown as well. */
export interface Running {
  readonly program: Program;
  /** Fulfilled, never rejected, once the program is gone. */
  readonly ended: Promise<'ended'>;
  /** Asks it to stop, insists after ten seconds, and comes back when it is gone. */
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 10_000;
const ASK_AGAIN_MS = 150;

export function start(program: Program): Running {
  mkdirSync(dirname(program.log), { recursive: true });
  const log = createWriteStream(program.log);
  const child = spawn(process.execPath, program.argv, { cwd: PROJECT, env: program.env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  createInterface({ input: child.stderr }).on('line', (line) => {
    const problem = loggedError(line);
    if (problem !== undefined) console.error(`${program.name} reports: ${problem} (more in ${program.log})`);
  });
  const ended = once(child, 'close').then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  return {
    program,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(insist);
      log.end();
    },
  };
}

const ERROR_LEVEL = 50;

/** The message of a JSON log line of level error or worse; undefined for any other line. */
function loggedError(line: string): string | undefined {
  try {
    const { level, msg } = JSON.parse(line) as { readonly level?: unknown; readonly msg?: unknown };
    return typeof level === 'number' && level >= ERROR_LEVEL ? String(msg) : undefined;
  } catch {
    return undefined;
  }
}

/** Waits until the program answers; `ended` when it went away, `stopped` when `signal` came first. */
export async function untilReady({ program, ended }: Running, signal: AbortSignal): Promise<'ready' | 'ended' | 'stopped'> {
  for (;;) {
    if (await answers(program.readyAt)) return 'ready';
    const pause = wait(ASK_AGAIN_MS, 'again' as const, { signal }).catch(() => 'stopped' as const);
    const next = await Promise.race([ended, pause]);
    if (next !== 'again') return next;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(address, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2_000) });
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}

export async function isFree({ port }: Program): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
    return true;
  } catch {
    return false;
  }
}

/** The last lines that the program wrote, for people to read. */
export function lastWords({ log }: Program): string {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
