import { sectionsShown, type Answers, type Section } from '../domain/fields.ts';
import type { DraftId, PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { keepAuthors } from '../domain/pull-request.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { withTemplate } from '../domain/template.ts';
import type { ClockIn, Instant } from '../domain/time.ts';
import { withLaterEvidence } from './attach-evidence.ts';
import { destination, inSection, isCurrent, onlySection, ownAnswers, quiet, shownSection } from './draft-pages.ts';
import type { DraftPull } from './draft-pull.ts';
import { peopleIn, type MeetChosen } from './meet-chosen.ts';
import type { Clock, Draft, Drafts } from './ports.ts';
import type { DraftView, ViewDraft } from './view-draft.ts';

/** Where the writer of a draft wants to go from the section on the card. */
export type Go = 'next' | 'back' | 'later' | 'check' | Section;

export interface SentSection {
  readonly by: PersonId;
  readonly draft: DraftId;
  readonly revision: number;
  readonly section: Draft['section'];
  readonly answers: Answers;
  /** A start that was offered, and is taken in place of the one that was typed. */
  readonly slot?: Instant | undefined;
  readonly go: Go;
}

/**
 * Keeps what was typed, whatever is wrong with it, and moves on when the section allows it. Refuses with `unknown-draft`,
 * or with `stale-draft` when the card was drawn from an older revision.
 */
export type SaveSection = (sent: SentSection) => Promise<Result<DraftView, Refusal>>;

export interface SaveSectionPorts {
  readonly drafts: Pick<Drafts, 'find' | 'recall' | 'save'>;
  readonly viewDraft: ViewDraft;
  readonly draftPull: DraftPull;
  readonly meetChosen: MeetChosen;
  readonly policy: Policy;
  readonly clockIn: ClockIn;
  readonly clock: Clock;
}

/** For so long what a pull request said is not asked again while its page is sent. */
const FRESH_MINUTES = 10;

export function createSaveSection(ports: SaveSectionPorts): SaveSection {
  const { drafts } = ports;
  return async (sent) => {
    const recalled = drafts.recall(sent.draft);
    const saved = recalled === undefined ? undefined : await saveOn(recalled, sent, ports);
    if (saved?.ok === true) return saved;
    // Only the store itself may turn a page away: what is at hand may be out of date.
    const found = await drafts.find(sent.draft);
    return found === undefined ? refuse({ code: 'unknown-draft' }) : saveOn(found, sent, ports);
  };
}

async function saveOn(
  found: Draft,
  { by, revision, section, answers, slot, go }: SentSection,
  { drafts, viewDraft, draftPull, meetChosen, policy, clockIn, clock }: SaveSectionPorts,
): Promise<Result<DraftView, Refusal>> {
  if (found.owner !== by) return refuse({ code: 'unknown-draft' });
  if (!isCurrent(found, revision) || shownSection(found, policy) !== section) return refuse({ code: 'stale-draft' });

  const typed = revision === found.revision ? answers : withLaterEvidence(answers, found.answers);
  const kept: Draft = {
    ...asTyped(found),
    revision: found.revision + 1,
    answers: {
      ...(section === 'check'
        ? found.answers
        : withChosenTemplate({ ...found.answers, ...ownAnswers(section, typed) }, found.answers, policy)),
      ...(slot && clockIn(found.zone).localOf(slot)),
    },
    updatedAt: clock.now(),
  };
  await meetChosen(peopleIn(answers));
  const filled = section === 'what' ? await draftPull(kept, FRESH_MINUTES) : withAuthors(kept);
  const view = await viewDraft(filled);
  const blocked = go === 'next' && section !== 'check' && inSection(view.problems, section, filled.answers, policy).length > 0;
  const moved = blocked
    ? view
    : { ...view, draft: { ...filled, section: destination(section, go, sectionsShown(filled.answers, policy)) } };
  if (!(await drafts.save(moved.draft))) return refuse({ code: 'stale-draft' });
  return accept(blocked ? onlySection(view, section, policy) : quiet(moved));
}

/** A draft that is about to be changed on its form: no earlier card shows it any more. */
export function asTyped({ since: _since, ...draft }: Draft): Draft {
  return draft;
}

const withAuthors = (draft: Draft): Draft => ({ ...draft, answers: keepAuthors(draft.answers, draft.pull) });

/** What was typed, with the rest of a template that was chosen only now. */
export const withChosenTemplate = (answers: Answers, before: Answers, policy: Policy): Answers =>
  answers.template === before.template ? answers : withTemplate(answers, policy);
