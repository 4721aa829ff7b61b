import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { freePort } from './program.ts';

/** A PostgreSQL server of the test's own, which asks everybody for a password. */
export interface OwnPostgres {
  readonly port: number;
  /** Of the owner, whose name is `signoff`, with the password in it. */
  readonly url: string;
  readonly stop: () => void;
}

const OWNER_PASSWORD = 'owner-password';

/** The folder of `initdb` and `pg_ctl`, newest version first; undefined where PostgreSQL is not installed. */
export const postgresPrograms = (): string | undefined =>
  globSync('/usr/lib/postgresql/*/bin')
    .toSorted((a, b) => Number(b.split('/')[4]) - Number(a.split('/')[4]))
    .find((folder) => existsSync(path.join(folder, 'initdb')));

/** Starts a server on loopback in a folder of its own. `programs` is what `postgresPrograms` found. */
export async function startPostgres(programs: string): Promise<OwnPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signoff-postgres-'));
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, OWNER_PASSWORD);
  for (const file of [folder, passwordFile]) giveToPostgres(file);
  const run = (program: string, args: readonly string[]) => {
    runAsPostgres(path.join(programs, program), args, folder);
  };
  const port = await freePort();

  run('initdb', ['-D', data, '--username=signoff', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=200`;
  run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', `${settings} -c fsync=off`, 'start']);
  return {
    port,
    url: `postgres://signoff:${OWNER_PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root, so root lends it the account that its package made. */
const isRoot = process.getuid?.() === 0;

function runAsPostgres(program: string, args: readonly string[], cwd: string): void {
  const options = { cwd, stdio: 'ignore' } as const;
  if (isRoot) execFileSync('runuser', ['-u', 'postgres', '--', program, ...args], options);
  else execFileSync(program, args, options);
}

function giveToPostgres(file: string): void {
  if (!isRoot) return;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(file, idOf('-u'), idOf('-g'));
}
