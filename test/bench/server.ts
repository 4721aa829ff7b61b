import process from 'node:process';
import pg from 'pg';

/** Gives the work an empty database of its own on this server, and drops it afterwards. */
export async function onNewDatabase<Result>(server: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const name = `signoff_bench_${process.pid}_${process.hrtime.bigint()}`;
  await run(server, `create database ${name}`);
  try {
    return await work(Object.assign(new URL(server), { pathname: `/${name}` }).href);
  } finally {
    await run(server, `drop database ${name} with (force)`);
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
