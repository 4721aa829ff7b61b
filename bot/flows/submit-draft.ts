import type { DraftId, PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { refuse, accept, type Result } from '../domain/result.ts';
import { riskOf } from '../domain/risk.ts';
import { checkAnswers } from '../domain/rules.ts';
import { decideSubmission } from '../domain/submit.ts';
import type { AskAlone } from './ask-alone.ts';
import { changeOf, type ChangeRequest } from './change-request.ts';
import { isCurrent } from './draft-pages.ts';
import type { DraftPull } from './draft-pull.ts';
import type { GatherFacts } from './gather-facts.ts';
import type { Clock, Drafts, Requests } from './ports.ts';

export type SubmitDraft = (by: PersonId, draft: DraftId, revision: number) => Promise<Result<DeployRequest, Refusal>>;

export interface SubmitDraftPorts {
  readonly drafts: Pick<Drafts, 'find'>;
  readonly requests: Pick<Requests, 'nextId' | 'save'>;
  readonly changeRequest: ChangeRequest;
  readonly gatherFacts: GatherFacts;
  readonly draftPull: DraftPull;
  readonly askAlone: AskAlone;
  readonly policy: Policy;
  readonly clock: Clock;
}

/** Another request took the number, the version or the draft meanwhile: what is true then is looked at again. */
const ATTEMPTS = 3;

/** Turns a draft into a request, or into the next revision of the request that it edits. The draft is used up. */
export function createSubmitDraft(ports: SubmitDraftPorts): SubmitDraft {
  return async (by, id, revision) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const submitted = await submit(by, id, revision, ports);
      if (submitted !== 'conflict') return submitted;
    }
    return refuse({ code: 'busy' });
  };
}

/** Approvers see the checks of the pull request as they were at most so long before it was handed in. */
const FRESH_MINUTES = 5;

async function submit(
  by: PersonId,
  id: DraftId,
  revision: number,
  { drafts, requests, changeRequest, gatherFacts, draftPull, askAlone, policy, clock }: SubmitDraftPorts,
): Promise<Result<DeployRequest, Refusal> | 'conflict'> {
  const found = await drafts.find(id);
  if (found?.owner !== by) return refuse({ code: 'unknown-draft' });
  if (!isCurrent(found, revision)) return refuse({ code: 'stale-draft' });

  const draft = await draftPull(found, FRESH_MINUTES);
  const now = clock.now();
  const facts = await gatherFacts(draft);
  const checked = checkAnswers(draft.answers, facts, now);
  if (!checked.ok) {
    const handedInMeanwhile = (await drafts.find(id)) === undefined;
    return handedInMeanwhile ? refuse({ code: 'unknown-draft' }) : refuse({ code: 'incomplete', problems: checked.problem });
  }

  const plan = checked.value;
  const risk = riskOf(plan, facts);
  if (draft.editing !== undefined) {
    const { request, revision: edited } = draft.editing;
    return changeRequest(request, { kind: 'revise', by, plan, risk, revision: edited }, { usedUp: id });
  }

  const events = decideSubmission(await requests.nextId(), by, plan, risk, policy, now);
  const changed = changeOf(undefined, events, policy);
  const alone = await askAlone(undefined, changed.request);
  const change = { ...changed, wishes: [...changed.wishes, ...alone], usedUp: id };
  return (await requests.save(change)) === 'saved' ? accept(change.request) : 'conflict';
}
