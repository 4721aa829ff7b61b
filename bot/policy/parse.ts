import { readFileSync } from 'node:fs';
import type { Policy } from '../domain/policy.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { build } from './build.ts';
import { extend, isFields } from './extend.ts';
import { findingsOf } from './findings.ts';
import type { PolicyProblem } from './problem.ts';
import { danglingNames } from './references.ts';
import { policyFile, type PolicyFile } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** The text of the policy that ships. */
export const defaultText = (): string => readFileSync(new URL('./default.yaml', import.meta.url), 'utf8');

/**
 * Reads the text of a policy file. `extends: default` puts it on top of the policy that ships. Gives everything that
 * is wrong at once; a policy with a problem is never half used.
 */
export function parsePolicy(text: string): Result<Policy, readonly PolicyProblem[]> {
  const file = parseFile(text);
  return file.ok ? accept(build(file.value)) : file;
}

/** A policy, and the examples that its file gives of it. */
export interface PolicyWithExamples {
  readonly policy: Policy;
  readonly examples: PolicyFile['examples'];
}

/** As `parsePolicy`, with the examples of the file. */
export function parseExamples(text: string): Result<PolicyWithExamples, readonly PolicyProblem[]> {
  const file = parseFile(text);
  return file.ok ? accept({ policy: build(file.value), examples: file.value.examples }) : file;
}

function parseFile(text: string): Result<PolicyFile, readonly PolicyProblem[]> {
  const file = readYaml(text);
  if (!file.ok) return file;
  const { data, problem } = file.value;
  if (!isFields(data))
    return refuse([{ line: 1, path: '', text: 'must be a map of keys and values, starting with version: 1' }]);

  const whole = data['extends'] === 'default' ? extend(defaults(), data) : data;
  const shaped = policyFile.safeParse(whole);
  if (!shaped.success) return refuse(findingsOf(shaped.error.issues, whole).map(problem));
  const dangling = danglingNames(shaped.data);
  return dangling.length > 0 ? refuse(dangling.map(problem)) : accept(shaped.data);
}

/** What a file builds on. Each file says its own version, because that says how the file itself is to be read. */
function defaults(): unknown {
  const shipped = readYaml(defaultText());
  if (!shipped.ok || !isFields(shipped.value.data)) throw new Error('reading default.yaml: it is not a map');
  const { version: _version, ...rest } = shipped.value.data;
  return rest;
}
