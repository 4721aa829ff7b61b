import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';
import { readVariables } from './variables.ts';

/** `npm run package -- --env prod`: writes build/signoff-prod.zip. The exit code is 1 when it could not. */

const { values } = parseArgs({ options: { env: { type: 'string' } } });
process.exitCode = await pack(values.env);

async function pack(env: string | undefined): Promise<number> {
  if (env === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(env)) {
    return complain(['Say which environment the package is for, in small letters: npm run package -- --env prod']);
  }
  const variables = readVariables(process.env, await readEnvFile(env));
  if (!variables.ok) return complain([...variables.problem, 'manifest/env/.env.sample has them all.']);
  const built = await buildPackage(variables.value);
  if (!built.ok) return complain(built.problem);

  const target = path.join('build', `signoff-${env}.zip`);
  await mkdir('build', { recursive: true });
  await writeFile(target, built.value);
  process.stdout.write(nextSteps(target));
  return 0;
}

/** A file that is not there has no variables; they may all be in the environment. */
async function readEnvFile(env: string): Promise<{ readonly file: string; readonly text: string }> {
  const file = `manifest/env/.env.${env}`;
  try {
    return { file, text: await readFile(path.join(import.meta.dirname, 'env', `.env.${env}`), 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { file, text: '' };
    throw error;
  }
}

function complain(problems: readonly string[]): 1 {
  process.stderr.write(`${problems.join('\n')}\n`);
  return 1;
}

function nextSteps(target: string): string {
  return `${target} is ready. Two steps are left, both in your tenant:

  1. Upload it: Teams admin center > Teams apps > Manage apps > Upload new app. To try it yourself first: Teams > Apps >
     Manage your apps > Upload an app.
  2. Add Signoff to the team that deploys, and type   @Signoff /help   in one of its channels.
`;
}
