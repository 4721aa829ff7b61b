import { readFile } from 'node:fs/promises';
import type { Policy } from '../domain/policy.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { defaultText, parseExamples, parsePolicy, type PolicyWithExamples } from './parse.ts';
import { problemText, type PolicyProblem } from './problem.ts';

/** The policy in `file`, or the one that ships when no file is named. Problems are sentences that name file and line. */
export const readPolicy = (file: string | undefined): Promise<Result<Policy, readonly string[]>> => readWith(parsePolicy, file);

/** As `readPolicy`, with the examples of the file. */
export const readExamples = (file: string | undefined): Promise<Result<PolicyWithExamples, readonly string[]>> =>
  readWith(parseExamples, file);

async function readWith<Read>(
  parse: (text: string) => Result<Read, readonly PolicyProblem[]>,
  file: string | undefined,
): Promise<Result<Read, readonly string[]>> {
  const text = file === undefined ? accept(defaultText()) : await textOf(file);
  if (!text.ok) return text;
  const parsed = parse(text.value);
  return parsed.ok ? parsed : refuse(parsed.problem.map((problem) => `${file ?? 'default.yaml'}, ${problemText(problem)}`));
}

async function textOf(file: string): Promise<Result<string, readonly string[]>> {
  try {
    return accept(await readFile(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return refuse([`${file} cannot be read (${code})`]);
  }
}
