import process from 'node:process';
import { changeLines, exampleLines } from './cards/policy-lines.ts';
import { en } from './cards/words/en.ts';
import { accept, refuse, type Result } from './domain/result.ts';
import { createCalendar } from './policy/calendar.ts';
import { policyJsonSchema } from './policy/json-schema.ts';
import { readExamples, readPolicy } from './policy/read.ts';

/** What is printed; refused where the exit code must say so. */
type Told = Result<readonly string[], readonly string[]>;

const { policyTool: words } = en;

/** `npm run policy -- check FILE | test FILE | diff OLD NEW | schema`: for whoever keeps a policy file. */
async function tell([what, first, second, ...rest]: readonly string[]): Promise<Told> {
  if (rest.length > 0) return refuse(words.usage);
  if (what === 'schema' && first === undefined) return accept([JSON.stringify(policyJsonSchema(), undefined, 2)]);
  if (what === 'diff' && first !== undefined && second !== undefined) return diff(first, second);
  if (first === undefined || second !== undefined) return refuse(words.usage);
  if (what === 'check') return check(first);
  return what === 'test' ? test(first) : refuse(words.usage);
}

async function check(file: string): Promise<Told> {
  const policy = await readPolicy(file);
  return policy.ok ? accept([words.fine(file, policy.value.version)]) : policy;
}

async function test(file: string): Promise<Told> {
  const read = await readExamples(file);
  if (!read.ok) return read;
  const { policy, examples } = read.value;
  if (examples.length === 0) return refuse([words.noExamples(file)]);
  const calendar = createCalendar(policy.time);
  const results = examples.map((example) => exampleLines(example, policy, calendar));
  const passed = results.filter(({ holds }) => holds).length;
  const lines = [...results.flatMap((result) => result.lines), words.summary(passed, results.length)];
  return passed === results.length ? accept(lines) : refuse(lines);
}

async function diff(before: string, after: string): Promise<Told> {
  const [old, fresh] = [await readPolicy(before), await readPolicy(after)];
  if (!old.ok) return old;
  return fresh.ok ? accept(changeLines(old.value, fresh.value)) : fresh;
}

const told = await tell(process.argv.slice(2));
if (told.ok) process.stdout.write(`${told.value.join('\n')}\n`);
else process.stderr.write(`${told.problem.join('\n')}\n`);
process.exitCode = told.ok ? 0 : 1;
