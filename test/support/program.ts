import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';

/** The program itself, as `npm start` runs it, with authentication off and the demo's policy. */
export interface Program {
  readonly url: string;
  /** Resolves when the program says that it is ready; rejects with what it printed when it ends instead. */
  readonly ready: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Asks it to end; gives its exit code. */
  readonly terminate: () => Promise<number | null>;
  /** What it printed on standard error, and its exit code, once it has ended. */
  readonly ended: () => Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** `root` is the folder of the program: this one unless told. */
export async function startProgram(
  environment: Readonly<Record<string, string>>,
  root = path.resolve(import.meta.dirname, '../..'),
): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, ['bot/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      BOT_AUTH: 'off',
      POLICY_FILE: 'bot/policy/demo.yaml',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const exit = once(child, 'close') as Promise<[number | null]>;
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    ready: () => untilReady(url, child, () => printed),
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    terminate: async () => {
      child.kill('SIGTERM');
      return (await exit)[0];
    },
    ended: async () => ({ code: (await exit)[0], printed }),
  };
}

async function untilReady(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  while (child.exitCode === null) {
    try {
      if ((await fetch(`${url}/readyz`)).status === 200) return;
    } catch {
      // Not listening yet: the next line of output, or the next moment, may change that.
    }
    await until(50);
  }
  throw new Error(`the program ended: ${printed()}`);
}

/** Looks again in a moment, because a process outside has no way to tell us. */
export const until = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks again until it is so, for as long as `seconds`; then fails with what was last wrong. */
export async function eventually(check: () => unknown, seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await until(25);
    }
  }
}
