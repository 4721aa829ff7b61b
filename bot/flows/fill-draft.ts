import type { Answers, FieldId } from '../domain/fields.ts';
import { parseDraftId, type DraftId, type PersonId } from '../domain/ids.ts';
import { answersOf } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { owesCompletion } from '../domain/emergency.ts';
import { copiedFrom, STARTS, withTemplate } from '../domain/template.ts';
import { answersOn } from '../domain/zones.ts';
import type { Chance, Draft, Drafts, Person } from './ports.ts';
import { quiet } from './draft-pages.ts';
import { asTyped, createSaveSection, withChosenTemplate, type SaveSection, type SaveSectionPorts } from './save-section.ts';
import type { DraftView } from './view-draft.ts';

/** Whose form it is, and by which clock they read and type: the policy's where their zone is not known. */
export type Writer = Pick<Person, 'id' | 'zone'>;

export interface FillDraft {
  /** Resumes the person's draft, or starts one; `typed` is filled in where the draft has nothing. */
  readonly open: (by: Writer, typed: Answers) => Promise<DraftView>;
  /** Starts an edit of a submitted request, or goes on with it. `instead` is another draft that may go for it. */
  readonly edit: (by: Writer, request: DeployRequest, instead?: DraftId) => Promise<Result<DraftView, Refusal>>;
  /** Starts a request with the words of an old one, its version, window, proof and attestations left empty. */
  readonly copy: (by: Writer, request: DeployRequest, instead?: DraftId) => Promise<Result<DraftView, Refusal>>;
  /** Keeps what was typed, whatever is wrong with it, and moves on when the section allows it. */
  readonly save: SaveSection;
  readonly show: (by: PersonId) => Promise<DraftView | undefined>;
  readonly discard: (by: PersonId, draft: DraftId) => Promise<void>;
}

export interface FillDraftPorts extends SaveSectionPorts {
  readonly drafts: Drafts;
  readonly chance: Pick<Chance, 'uuid'>;
}

export function createFillDraft(ports: FillDraftPorts): FillDraft {
  const { drafts, viewDraft, policy, clockIn, clock, chance } = ports;
  const begin = ({ id: owner, zone }: Writer, answers: Answers, editing: Draft['editing']): Draft => ({
    id: newDraftId(chance),
    owner,
    revision: 1,
    section: 'what',
    answers,
    editing,
    updatedAt: clock.now(),
    ...(zone === undefined ? {} : { zone }),
  });

  /** The draft by the clock of where its writer is now: its moments stay, and read as they are read there. */
  const rezoned = (draft: Draft, { zone = draft.zone }: Writer): Draft =>
    zone === undefined || zone === draft.zone
      ? draft
      : { ...draft, zone, answers: answersOn(clockIn(zone), draft.answers, clockIn(draft.zone)) };

  /** A draft that somebody has worked on goes only when they say so, by its id. */
  const startFrom = async (draft: Draft, instead: DraftId | undefined) => {
    const old = await drafts.ofOwner(draft.owner);
    if (old !== undefined && isSameEdit(old, draft)) return accept(quiet(await viewDraft(old)));
    if (old !== undefined && old.id !== instead && !isUntouched(old)) {
      return refuse({ code: 'draft-open', draft: old.id } as const);
    }
    if (old !== undefined) await drafts.discard(old.id);
    await drafts.save(draft);
    return accept(quiet(await viewDraft(draft)));
  };

  return {
    open: async (by, typed) => {
      const found = await drafts.ofOwner(by.id);
      if (found === undefined) {
        const draft = begin(by, withTemplate({ ...STARTS, ...typed }, policy), undefined);
        await drafts.save(draft);
        return quiet(await viewDraft(draft));
      }
      const here = rezoned(found, by);
      if (here === found && Object.keys(typed).length === 0) return quiet(await viewDraft(found));
      const answers = withChosenTemplate({ ...here.answers, ...typed }, found.answers, policy);
      const draft = { ...asTyped(here), answers, revision: found.revision + 1, updatedAt: clock.now() };
      await drafts.save(draft);
      return quiet(await viewDraft(draft));
    },

    edit: async (by, request, instead) => {
      if (request.requester !== by.id) return refuse({ code: 'not-requester' });
      const mayEdit = request.state === 'pending' || request.state === 'paused' || request.state === 'approved';
      if (!mayEdit && !owesCompletion(request)) return refuse({ code: 'already-over', state: request.state });
      const { pull } = request.plan;
      const editing = { request: request.id, revision: request.revision };
      const begun = begin(by, answersOf(request.plan, clockIn(undefined), clockIn(by.zone)), editing);
      return startFrom(pull === undefined ? begun : { ...begun, pull: { kind: 'read', pull } }, instead);
    },

    copy: (by, request, instead) => startFrom(begin(by, copiedFrom(request.plan), undefined), instead),

    save: createSaveSection(ports),

    show: async (by) => {
      const found = await drafts.ofOwner(by);
      return found === undefined ? undefined : quiet(await viewDraft(found));
    },

    discard: async (by, id) => {
      const found = await drafts.find(id);
      if (found?.owner === by) await drafts.discard(id);
    },
  };
}

const isSameEdit = ({ editing: a }: Draft, { editing: b }: Draft): boolean =>
  a !== undefined && a.request === b?.request && a.revision === b.revision;

/** Nothing but what every form begins with. */
const isUntouched = ({ editing, answers }: Draft): boolean =>
  editing === undefined && Object.entries(answers).every(([id, typed]) => typed === '' || typed === STARTS[id as FieldId]);

function newDraftId(chance: Pick<Chance, 'uuid'>): DraftId {
  const id = parseDraftId(chance.uuid());
  if (id === undefined) throw new Error('chance.uuid did not give a uuid');
  return id;
}
