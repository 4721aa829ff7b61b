import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The demo as `npm run demo` runs it, on ports and a folder of its own. */
export interface Demo {
  readonly bot: string;
  readonly playground: string;
  /** Ends everything that it started, and takes its folder away. */
  readonly stop: () => Promise<void>;
}

const READY = /Ctrl-C stops the demo/;

export async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'signoff-demo-'));
  const [botPort, playgroundPort] = await freePorts();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../bot/demo/demo.ts', import.meta.url))], {
    env: { ...process.env, PORT: String(botPort), PLAYGROUND_PORT: String(playgroundPort), DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await closed;
    await rm(folder, { recursive: true, force: true });
  };

  const heard = await untilSaid(child.stdout);
  if (!READY.test(heard)) {
    await stop();
    throw new Error(`the demo ended before it was ready:\n${heard}`);
  }
  return { bot: `http://127.0.0.1:${botPort}`, playground: `http://127.0.0.1:${playgroundPort}`, stop };
}

/** All that was said until the demo was ready, or ended. */
async function untilSaid(said: NodeJS.ReadableStream): Promise<string> {
  let heard = '';
  const lines = createInterface({ input: said });
  for await (const line of lines) {
    heard += `${line}\n`;
    if (READY.test(heard)) break;
  }
  said.resume();
  return heard;
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()] as const;
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) {
    server.close();
    await once(server, 'close');
  }
  return [first ?? 0, second ?? 0];
}
