import { fork, type Serializable } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** A bot in a process of its own. */
export interface Child {
  readonly url: string;
  readonly ask: (question: Serializable) => Promise<unknown>;
  /** Resolves when the process has ended. */
  readonly stop: () => Promise<void>;
}

/** Starts a program of this folder with one argument; its first message is the port that it listens on. */
export async function startChild(program: string, argument: string, logs: string): Promise<Child> {
  const log = path.join(logs, `${program}-${process.hrtime.bigint()}.log`);
  const standardError = openSync(log, 'w');
  const child = fork(path.join(import.meta.dirname, program), [argument], {
    stdio: ['ignore', 'ignore', standardError, 'ipc'],
  });
  closeSync(standardError);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );

  const answer = () =>
    new Promise<unknown>((resolve, reject) => {
      const onExit = () => {
        reject(new Error(`${program} ended:\n${readFileSync(log, 'utf8').slice(-2_000)}`));
      };
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message);
      });
    });

  const port = await answer();
  return {
    url: `http://127.0.0.1:${String(port)}/api/messages`,
    ask: (question) => {
      const answered = answer();
      child.send(question);
      return answered;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
