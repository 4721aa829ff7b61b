import { distinct, MOST_EVIDENCE, readEvidence, writeEvidence, type Evidence } from '../domain/evidence.ts';
import { field, type Answers } from '../domain/fields.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Clock, Draft, Drafts } from './ports.ts';

/** Adds evidence to the draft of a person, whatever page they are on. Refuses with `no-draft`, `evidence-full` or `busy`. */
export type AttachToDraft = (by: PersonId, evidence: readonly Evidence[]) => Promise<Result<Draft, Refusal>>;

/** Somebody may be sending a page of the same draft at that moment. */
const ATTEMPTS = 3;

export function createAttachToDraft(ports: {
  readonly drafts: Pick<Drafts, 'ofOwner' | 'save'>;
  readonly clock: Clock;
}): AttachToDraft {
  const { drafts, clock } = ports;
  return async (by, evidence) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const found = await drafts.ofOwner(by);
      if (found === undefined) return refuse({ code: 'no-draft' });
      const whole = withEvidence(found.answers.evidence ?? '', evidence);
      if (whole === undefined) return refuse({ code: 'evidence-full', most: MOST_EVIDENCE });
      const answers = { ...found.answers, evidence: whole };
      const { revision, since = revision } = found;
      const draft = { ...found, answers, since, revision: revision + 1, updatedAt: clock.now() };
      if (await drafts.save(draft)) return accept(draft);
    }
    return refuse({ code: 'busy' });
  };
}

/** What was typed, whether or not it can be read, with what came besides; undefined when that is too much. */
function withEvidence(typed: string, evidence: readonly Evidence[]): string | undefined {
  const known = readEvidence(typed);
  const whole =
    known === undefined
      ? [typed.trimEnd(), writeEvidence(evidence)].join('\n')
      : writeEvidence(distinct([...known, ...evidence]));
  const count = whole.split('\n').filter((line) => line.trim() !== '').length;
  return count > MOST_EVIDENCE || whole.length > (field('evidence').most ?? 0) ? undefined : whole;
}

/** What a card sent on which not all of the evidence stood yet; what it could not show is not taken away. */
export function withLaterEvidence(sent: Answers, kept: Answers): Answers {
  if (sent.evidence === undefined) return sent;
  return { ...sent, evidence: withEvidence(sent.evidence, readEvidence(kept.evidence ?? '') ?? []) ?? sent.evidence };
}
