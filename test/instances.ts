import { spawn } from 'node:child_process';
import process from 'node:process';
import { postgresPrograms, startPostgres } from './support/own-postgres.ts';

/**
 * `npm run test:instances [files]`: the stories against two instances of the program on one PostgreSQL, behind an address
 * that takes them in turn. It starts a server of its own where `TEST_DATABASE_URL` names none.
 */
const INSTANCES = '2';
const STORIES = ['test/stories/**/*.test.ts'];

process.exitCode = await main(process.argv.slice(2));

async function main(files: readonly string[]): Promise<number> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return runStories(given, files);
  const programs = postgresPrograms();
  if (programs === undefined) {
    console.error('PostgreSQL is not installed here: install it, or let TEST_DATABASE_URL name a server that may be filled.');
    return 1;
  }
  const server = await startPostgres(programs);
  try {
    return await runStories(server.url, files);
  } finally {
    server.stop();
  }
}

function runStories(url: string, files: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn('mocha', [...(files.length > 0 ? files : STORIES)], {
      stdio: 'inherit',
      env: { ...process.env, STORIES_INSTANCES: INSTANCES, TEST_DATABASE_URL: url },
    });
    child.on('error', () => {
      resolve(1);
    });
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
