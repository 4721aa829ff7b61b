import type { SeedPorts } from './seed.ts';
import { seedRequests } from './seed.ts';

/** Copies one request that is over, with so many events each, until there are this many. Gives how many there are. */
export async function fillRequests(
  { count, eventsEach }: { readonly count: number; readonly eventsEach: number },
  ports: SeedPorts,
): Promise<number> {
  const { query } = ports.engine;
  const [pattern] = await seedRequests(1, ports);
  if (pattern === undefined) throw new Error('no request to copy');
  const [row] = await query<{ first: number }>(
    `select setval('request_number', nextval('request_number') + $1)::integer - $1::integer as first`,
    [count],
  );
  const first = row?.first ?? 0;
  await query(
    `insert into request (id, state, service, environment, version, requester, window_start, window_end, seq, head, body)
     select 'DEP-' || n, 'complete', service, environment, '1.' || n || '.0', requester, window_start, window_end, $1::integer, head, body
       from request, generate_series($2::integer, $3::integer) as n
      where id = $4`,
    [eventsEach, first, first + count - 1, pattern],
  );
  await query(
    `insert into event (request_id, seq, kind, at, bytes, prev, hash)
     select 'DEP-' || n, nth, 'commented', at, substr(bytes, 1, 400), prev, hash
       from event, generate_series($1::integer, $2::integer) as n, generate_series(1, $3::integer) as nth
      where event.request_id = $4 and event.seq = 1`,
    [first, first + count - 1, eventsEach, pattern],
  );
  await query(
    `insert into post (subject_kind, subject_id, view, place, wanted, drawn, tries, stale_since, message_id, lane, address)
     select 'request', 'DEP-' || n, view, place, 5, 5, 0, stale_since, 'm' || n, lane, address
       from post, generate_series($1::integer, $2::integer) as n
      where subject_kind = 'request' and subject_id = $3`,
    [first, first + count - 1, pattern],
  );
  // What the program does every few minutes, and a server by itself.
  await (ports.engine.upkeep?.() ?? query('analyze', []));
  const [filled] = await query<{ count: number }>('select count(*)::integer as count from request', []);
  return filled?.count ?? 0;
}
