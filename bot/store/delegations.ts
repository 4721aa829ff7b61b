import type { Delegation } from '../domain/delegation.ts';
import type { DelegationId, PersonId, RoleId, ServiceId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Delegations } from '../flows/ports.ts';
import type { Wish } from '../domain/posts.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';
import { createStatement, type Statement } from './statement.ts';
import type { Wakes } from './wakes.ts';
import { raisePosts, wishPosts } from './wishes.ts';

interface DelegationRow {
  readonly id: DelegationId;
  readonly giver: PersonId;
  readonly taker: PersonId;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly roles: readonly RoleId[];
  readonly services: readonly ServiceId[];
  readonly made_at: Date;
}

/** The message that tells the taker; it is redrawn when the delegation is revoked. */
const tells = (taker: PersonId): readonly Wish[] => [{ view: 'stand-in', place: { kind: 'person', id: taker } }];

export function createDelegations({ query, flush }: Pick<Engine, 'query' | 'flush'>, wakes: Wakes): Delegations {
  const write = async ({ text, values }: Statement): Promise<boolean> => {
    const changed = await query(text, values);
    await flush();
    wakes.wake(['posts', 'people']);
    await wakes.announce(['people']);
    return changed.length > 0;
  };
  return {
    known: async (now) => {
      const rows = await query<DelegationRow>(
        `select id, giver, taker, starts_at, ends_at, roles, services, made_at
           from delegation
          where revoked_at is null and ends_at > $1
          order by starts_at, id`,
        [now],
      );
      return rows.map(delegationOf);
    },

    add: async ({ id, giver, taker, span, roles, services, madeAt }) => {
      const { put, statement } = createStatement();
      await write(
        statement(`
        with changed as (
          insert into delegation (id, giver, taker, starts_at, ends_at, roles, services, made_at)
          values (${put(id)}, ${put(giver)}, ${put(taker)}, ${put(span.start)}, ${put(span.end)},
                  ${put(toJson(roles))}::jsonb, ${put(toJson(services))}::jsonb, ${put(madeAt)})
          returning id::text
        ), wished as (${wishPosts({ kind: 'delegation' }, tells(taker), put(madeAt), put)})
        select id from changed`),
      );
    },

    revoke: (id, giver, at) => {
      const { put, statement } = createStatement();
      const now = put(at);
      return write(
        statement(`
        with changed as (
          update delegation
             set revoked_at = ${now}::timestamptz
           where id = ${put(id)} and giver = ${put(giver)} and revoked_at is null and ends_at > ${now}::timestamptz
          returning id::text
        ), raised as (${raisePosts({ kind: 'delegation' }, now)})
        select id from changed`),
      );
    },
  };
}

const delegationOf = ({ id, giver, taker, starts_at, ends_at, roles, services, made_at }: DelegationRow): Delegation => ({
  id,
  giver,
  taker,
  span: { start: instant(starts_at.getTime()), end: instant(ends_at.getTime()) },
  roles,
  services,
  madeAt: instant(made_at.getTime()),
  revokedAt: undefined,
});
