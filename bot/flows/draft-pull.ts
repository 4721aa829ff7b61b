import { fillFromPull, keepAuthors, type PullReading } from '../domain/pull-request.ts';
import type { Clock, Draft } from './ports.ts';
import type { ReadPull } from './read-pull.ts';

/** A draft with what its pull request says: read when its link is new, or when `most` minutes have passed since. */
export type DraftPull = (draft: Draft, most: number) => Promise<Draft>;

export function createDraftPull({ readPull, clock }: { readonly readPull: ReadPull; readonly clock: Clock }): DraftPull {
  return async (draft, most) => {
    const url = draft.answers.link?.trim() ?? '';
    const known = draft.pull !== undefined && urlOf(draft.pull) === url ? draft.pull : undefined;
    if (url === '') return without(draft);
    if (known?.kind === 'read' && isFresh(known, most, clock)) return kept(draft, known);
    const reading = await readPull(url);
    if (reading === undefined) return without(draft);
    if (reading.kind === 'unread') return kept(draft, known?.kind === 'read' ? known : reading);
    const answers = known?.kind === 'read' ? draft.answers : fillFromPull(draft.answers, reading.pull);
    return kept({ ...draft, answers }, reading);
  };
}

const urlOf = (reading: PullReading): string => (reading.kind === 'read' ? reading.pull.url : reading.url);

const isFresh = ({ pull }: Extract<PullReading, { kind: 'read' }>, minutes: number, { now }: Clock): boolean =>
  Date.parse(now()) - Date.parse(pull.readAt) <= minutes * 60_000;

const kept = (draft: Draft, pull: PullReading): Draft => ({ ...draft, answers: keepAuthors(draft.answers, pull), pull });

function without({ pull: _pull, ...draft }: Draft): Draft {
  return draft;
}
