import { field, SECTIONS, type Section } from '../domain/fields.ts';
import type { Plan } from '../domain/plan.ts';
import { readAnswers } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { FieldProblem } from '../domain/refusal.ts';
import { requirementsOf, type Requirement } from '../domain/requirements.ts';
import { riskOf, type Risk } from '../domain/risk.ts';
import { checkReading } from '../domain/rules.ts';
import { lookAtWindow, type WindowLook } from '../domain/window-look.ts';
import { shownSection } from './draft-pages.ts';
import type { GatherFacts } from './gather-facts.ts';
import type { Clock, Draft } from './ports.ts';

/** A draft as it is now, with what stands against the section it shows (all sections, on the check page). */
export interface DraftView {
  readonly draft: Draft;
  readonly problems: readonly FieldProblem[];
  /** Where something is still missing or wrong, whatever page is shown. */
  readonly unfinished: readonly Section[];
  /** Who would have to approve it, as far as the answers say; undefined while they do not. */
  readonly requirements: readonly Requirement[] | undefined;
  /** The plan that the answers give, with what it adds up to; undefined while something is wrong. */
  readonly ready: { readonly plan: Plan; readonly risk: Risk } | undefined;
  /** Looked at where it is shown only: it takes as long as all the rest. */
  readonly window: () => WindowLook;
}

export type ViewDraft = (kept: Draft) => Promise<DraftView>;

export interface ViewDraftPorts {
  readonly gatherFacts: GatherFacts;
  readonly policy: Policy;
  readonly clock: Clock;
}

/** Looks at all of a draft, whatever page it shows. */
export function createViewDraft({ gatherFacts, policy, clock }: ViewDraftPorts): ViewDraft {
  return async (kept) => {
    const draft = { ...kept, section: shownSection(kept, policy) };
    const now = clock.now();
    const facts = await gatherFacts(draft);
    const reading = readAnswers(draft.answers, facts);
    const checked = checkReading(reading, facts, now);
    const problems = checked.ok ? [] : checked.problem;
    const { read } = reading;
    const { environment, changeTypes } = read;
    return {
      draft,
      problems,
      unfinished: SECTIONS.filter((section) => problems.some((problem) => field(problem.field).section === section)),
      ready: checked.ok ? { plan: checked.value, risk: riskOf(checked.value, facts) } : undefined,
      requirements:
        environment === undefined || changeTypes === undefined
          ? undefined
          : requirementsOf({ ...read, environment, changeTypes }, policy),
      window: () => lookAtWindow(read, problems, facts, now),
    };
  };
}
