import { sql } from 'kysely';
import type { DraftId, PersonId, RequestId } from '../domain/ids.ts';
import type { PullReading } from '../domain/pull-request.ts';
import { instant } from '../domain/time.ts';
import type { Draft, Drafts } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';
import type { DraftRow } from './tables.ts';

export function createDrafts({ db, flush }: Pick<Engine, 'db' | 'flush'>): Drafts {
  return {
    find: async (id) => {
      const row = await db().selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst();
      return row && draftOf(row);
    },

    ofOwner: async (owner) => {
      const row = await db().selectFrom('draft').selectAll().where('owner', '=', owner).executeTakeFirst();
      return row && draftOf(row);
    },

    save: async (draft) => {
      const saved = await (draft.revision === 1 ? insert(draft, db) : update(draft, db));
      if (saved) await flush();
      return saved;
    },

    discard: async (id) => {
      await db().deleteFrom('draft').where('id', '=', id).execute();
      await flush();
    },
  };
}

async function insert(draft: Draft, db: Engine['db']): Promise<boolean> {
  const row = { id: draft.id, owner: draft.owner, ...columnsOf(draft) };
  const inserted = db()
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id');
  return (await inserted.executeTakeFirst()) !== undefined;
}

async function update(draft: Draft, db: Engine['db']): Promise<boolean> {
  const updated = db()
    .updateTable('draft')
    .set(columnsOf(draft))
    .where('id', '=', draft.id)
    .where('owner', '=', draft.owner)
    .where('revision', '=', draft.revision - 1)
    .returning('id');
  return (await updated.executeTakeFirst()) !== undefined;
}

const columnsOf = ({ revision, section, answers, editing, pull, zone, since, updatedAt }: Draft) => ({
  revision,
  section,
  answers: sql`${toJson(answers)}::jsonb`,
  editing_request: editing?.request ?? null,
  editing_revision: editing?.revision ?? null,
  pull: pull === undefined ? null : sql`${toJson(pull)}::jsonb`,
  zone: zone ?? null,
  since: since ?? null,
  updated_at: new Date(updatedAt),
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
