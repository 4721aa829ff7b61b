import { readFile } from 'node:fs/promises';
import type { Policy } from '../domain/policy.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { defaultText, parsePolicy } from './parse.ts';
import { problemText } from './problem.ts';

/** The policy in `file`, or the one that ships when no file is named. Problems are sentences that name file and line. */
export async function readPolicy(file: string | undefined): Promise<Result<Policy, readonly string[]>> {
  const text = file === undefined ? accept(defaultText()) : await textOf(file);
  if (!text.ok) return text;
  const parsed = parsePolicy(text.value);
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
