import process from 'node:process';
import { parseArgs } from 'node:util';
import { simulationLines } from './cards/cards.ts';
import { en } from './cards/words/en.ts';
import { FIELDS, type Answers } from './domain/fields.ts';
import type { Policy } from './domain/policy.ts';
import { accept, refuse, type Result } from './domain/result.ts';
import { simulate, suppose, usualAnswers } from './domain/simulation.ts';
import { createCalendar } from './policy/calendar.ts';
import { policyDirectory } from './policy/directory.ts';
import { readPolicy } from './policy/read.ts';

/** Questions with a fixed set of answers: only those can change who is asked. */
const SUPPOSED = FIELDS.filter(({ kind }) => kind === 'choice' || kind === 'choices' || kind === 'yes-no').map(({ id }) => id);
const OPTIONS = ['policy', 'type', ...SUPPOSED];

/**
 * `npm run explain -- --type security-patch [--environment prod] [--changes database] [--policy file]`: who would have to
 * approve such a change under a policy, and who could. Several values are separated by commas.
 */
async function explainPolicy(args: readonly string[]): Promise<Result<string, readonly string[]>> {
  const typed = readArgs(args);
  if (!typed.ok) return typed;
  const { policy: file, type, ...answers } = typed.value;
  const policy = await readPolicy(file);
  if (!policy.ok) return policy;
  return explained(type === undefined ? answers : { ...answers, changeTypes: type }, policy.value);
}

type Typed = Readonly<Record<string, string | undefined>>;

function readArgs(args: readonly string[]): Result<Typed, readonly string[]> {
  try {
    const options = Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' } as const]));
    return accept(parseArgs({ args: [...args], options, strict: true }).values as Typed);
  } catch (error) {
    return refuse([error instanceof Error ? error.message : 'the options cannot be read']);
  }
}

async function explained(typed: Answers, policy: Policy): Promise<Result<string, readonly string[]>> {
  const supposed = suppose({ ...usualAnswers(policy), ...typed }, policy, createCalendar(policy.time));
  if (!supposed.ok) {
    return refuse(supposed.problem.map(({ field, known }) => en.simulate.option(OPTION_OF[field] ?? field, en.join.or(known))));
  }
  const holders = await policyDirectory(policy).holders();
  const simulation = simulate(supposed.value, { policy, holders, requester: undefined });
  return accept(simulationLines(supposed.value, simulation, { words: en, policy }).join('\n'));
}

const OPTION_OF: Readonly<Record<string, string>> = { changeTypes: 'type' };

const told = await explainPolicy(process.argv.slice(2));
if (told.ok) process.stdout.write(`${told.value}\n`);
else process.stderr.write(`${told.problem.join('\n')}\n`);
process.exitCode = told.ok ? 0 : 1;
