import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the two programs of the demo listen on this machine, and where they keep what they write. */
export interface DemoSettings {
  readonly botPort: number;
  readonly playgroundPort: number;
  /** Absolute. */
  readonly folder: string;
}

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** `PORT`, `PLAYGROUND_PORT` and `DATA_DIR` move the demo aside of another one; nothing else of the environment counts. */
export function demoSettings(environment: Readonly<Partial<Record<string, string>>>): DemoSettings {
  const folder = environment['DATA_DIR'] ?? join('.data', 'demo');
  return {
    botPort: port(environment['PORT'], 3978),
    playgroundPort: port(environment['PLAYGROUND_PORT'], 56150),
    folder: isAbsolute(folder) ? folder : resolve(PROJECT, folder),
  };
}

function port(text: string | undefined, usual: number): number {
  const asked = Number(text ?? usual);
  return Number.isInteger(asked) && asked > 0 && asked < 65_536 ? asked : usual;
}

export const botAddress = ({ botPort }: DemoSettings): string => `http://127.0.0.1:${botPort}`;
