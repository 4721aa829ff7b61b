import type { DraftId, PersonId, RequestId } from '../domain/ids.ts';
import type { PullReading } from '../domain/pull-request.ts';
import { instant } from '../domain/time.ts';
import type { Draft, Drafts } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';
import { createRecent } from './recent.ts';
import { createStatement, type Put, type Statement } from './statement.ts';

interface DraftRow {
  readonly id: string;
  readonly owner: string;
  readonly revision: number;
  readonly section: string;
  readonly answers: unknown;
  readonly editing_request: string | null;
  readonly editing_revision: number | null;
  readonly pull: unknown;
  readonly zone: string | null;
  readonly since: number | null;
  readonly updated_at: Date;
}

export function createDrafts({ query, flush }: Pick<Engine, 'query' | 'flush'>): Drafts {
  const recent = createRecent<DraftId, Draft>();
  const found = (row: DraftRow | undefined) => row && recent.keep(row.id as DraftId, draftOf(row));
  return {
    recall: recent.recall,

    find: async (id) => {
      const [row] = await query<DraftRow>(`select * from draft where id = $1`, [id]);
      return found(row);
    },

    ofOwner: async (owner) => {
      const [row] = await query<DraftRow>(`select * from draft where owner = $1`, [owner]);
      return found(row);
    },

    save: async (draft) => {
      const { text, values } = draft.revision === 1 ? insertOf(draft) : updateOf(draft);
      const isSaved = (await query(text, values)).length > 0;
      if (!isSaved) return false;
      recent.keep(draft.id, draft);
      await flush();
      return true;
    },

    discard: async (id) => {
      recent.drop(id);
      await query('delete from draft where id = $1', [id]);
      await flush();
    },
  };
}

function insertOf(draft: Draft): Statement {
  const { put, statement } = createStatement();
  const columns = { id: put(draft.id), owner: put(draft.owner), ...columnsOf(draft, put) };
  return statement(`
    insert into draft (${Object.keys(columns).join(', ')})
    values (${Object.values(columns).join(', ')})
        on conflict do nothing
    returning id`);
}

function updateOf(draft: Draft): Statement {
  const { put, statement } = createStatement();
  const assignments = Object.entries(columnsOf(draft, put)).map(([column, value]) => `${column} = ${value}`);
  return statement(`
    update draft
       set ${assignments.join(', ')}
     where id = ${put(draft.id)} and owner = ${put(draft.owner)} and revision = ${put(draft.revision - 1)}
    returning id`);
}

const columnsOf = ({ revision, section, answers, editing, pull, zone, since, updatedAt }: Draft, put: Put) => ({
  revision: put(revision),
  section: put(section),
  answers: `${put(toJson(answers))}::jsonb`,
  editing_request: put(editing?.request ?? null),
  editing_revision: put(editing?.revision ?? null),
  pull: `${put(pull === undefined ? null : toJson(pull))}::jsonb`,
  zone: put(zone ?? null),
  since: put(since ?? null),
  updated_at: put(updatedAt),
});

const draftOf = (row: DraftRow): Draft => ({
  id: row.id as DraftId,
  owner: row.owner as PersonId,
  revision: row.revision,
  section: row.section as Draft['section'],
  answers: row.answers as Draft['answers'],
  editing:
    row.editing_request === null || row.editing_revision === null
      ? undefined
      : { request: row.editing_request as RequestId, revision: row.editing_revision },
  updatedAt: instant(row.updated_at.getTime()),
  ...(row.pull === null ? {} : { pull: row.pull as PullReading }),
  ...(row.zone === null ? {} : { zone: row.zone }),
  ...(row.since === null ? {} : { since: row.since }),
});
