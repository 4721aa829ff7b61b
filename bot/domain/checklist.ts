import type { RoleId } from './ids.ts';
import type { Requirement } from './requirements.ts';
import { accept, refuse, type Result } from './result.ts';

/** What a reviewer says of one line of their checklist; who and when is in the vote that carries it. */
export type Attestation =
  | { readonly kind: 'ticked'; readonly line: string }
  | { readonly kind: 'waived'; readonly line: string; readonly because: string };

/** What was ticked on a card, by the place of each line from 0, and why the rest need not be. Nothing in it is trusted. */
export interface Answered {
  readonly ticked: readonly number[];
  readonly waiver: string;
}

/** What somebody who votes as this role goes through first; empty where policy names nothing. */
export const checklistOf = (requirements: readonly Requirement[], role: RoleId): readonly string[] =>
  requirements.flatMap(({ checklists }) => checklists).find((own) => own.role === role)?.lines ?? [];

/** Every line ticked, or waived with a reason; refused with the number of those that are neither. */
export function attest(
  lines: readonly string[],
  { ticked, waiver }: Answered,
): Result<readonly Attestation[], { readonly code: 'checklist-open'; readonly open: number; readonly of: number }> {
  const open = lines.filter((_, n) => !ticked.includes(n)).length;
  const because = waiver.trim();
  if (open > 0 && because === '') return refuse({ code: 'checklist-open', open, of: lines.length });
  return accept(lines.map((line, n) => (ticked.includes(n) ? { kind: 'ticked', line } : { kind: 'waived', line, because })));
}
