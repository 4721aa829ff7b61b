import { requestId, type RequestId } from '../domain/ids.ts';
import { completePlan } from '../domain/plan.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Clock, RequestChange, RequestFilter, Requests, StoredRequest } from '../flows/ports.ts';
import { isUniqueViolation, type Engine } from './engine.ts';
import { createRecent, type Recent } from './recent.ts';
import { saveStatement } from './save-statement.ts';
import { createStatement, type Statement } from './statement.ts';
import type { Wakes, Work } from './wakes.ts';

export interface RequestsPorts {
  readonly engine: Engine;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

const MOST = 50;

/** Properties that were undefined in a request are absent in the one that is found again. */
export function createRequests(ports: RequestsPorts): Requests {
  const { engine } = ports;
  const recent = createRecent<RequestId, StoredRequest>();
  return {
    nextId: async () => {
      const [row] = await engine.query<{ number: number }>(`select nextval('request_number')::integer as number`, []);
      if (row === undefined) throw new Error('the sequence of requests gave no number');
      await engine.flush();
      return requestId(row.number);
    },

    find: async (id) => {
      const [row] = await engine.query<{ body: DeployRequest; seq: number; head: string }>(
        'select body, seq, head from request where id = $1',
        [id],
      );
      return row && recent.keep(id, storedRequest(row));
    },

    recall: recent.recall,
    list: (filter) => list(engine, filter),
    save: (change) => save(change, recent, ports),
  };
}

const storedRequest = ({ body, seq, head }: { body: DeployRequest; seq: number; head: string }): StoredRequest => ({
  request: asItIsNow(body),
  place: { seq, head },
});

/** A plan that was kept before the form asked something has nothing there. */
const asItIsNow = (kept: DeployRequest): DeployRequest => ({ ...kept, plan: completePlan(kept.plan) });

async function list(engine: Engine, filter: RequestFilter): Promise<readonly DeployRequest[]> {
  const { text, values } = listStatement(filter);
  const rows = await engine.query<{ body: DeployRequest }>(text, values);
  return rows.map(({ body }) => asItIsNow(body));
}

/** As many texts as there are kinds of filter: lists are one value each, so that a statement is prepared once. */
function listStatement(filter: RequestFilter): Statement {
  const { states, service, environment, version, requesters, holding, during, most = MOST } = filter;
  const { put, statement } = createStatement();
  const oneOf = (list: readonly string[]) => `any (array(select json_array_elements_text(${put(JSON.stringify(list))}::json)))`;
  const where = ['true'];
  if (states !== undefined) where.push(`${holding === 'too' ? 'holding or ' : ''}state = ${oneOf(states)}`);
  if (service !== undefined) where.push(`service = ${put(service)}`);
  if (environment !== undefined) where.push(`environment = ${put(environment)}`);
  if (version !== undefined) where.push(`version like ${put(`${version.replace(/[\\%_]/g, String.raw`\$&`)}%`)}`);
  if (requesters !== undefined) where.push(`requester = ${oneOf(requesters)}`);
  if (during !== undefined) {
    where.push(`window_start < ${put(during.end)}::timestamptz and window_end > ${put(during.start)}::timestamptz`);
  }
  if (holding === 'only') where.push('holding');
  return statement(`select body from request where (${where.join(') and (')}) order by number desc limit ${put(most)}`);
}

async function save(
  change: RequestChange,
  recent: Recent<RequestId, StoredRequest>,
  ports: RequestsPorts,
): Promise<'saved' | 'conflict'> {
  const { engine, wakes, clock } = ports;
  const work: readonly Work[] = change.timers.set.length > 0 ? ['posts', 'timers'] : ['posts'];
  const statement = saveStatement(change, clock.now());
  try {
    const rows = await engine.query(statement.text, statement.values);
    if (rows.length === 0) return 'conflict';
  } catch (error) {
    if (isUniqueViolation(error)) return 'conflict'; // a live twin, or the same number
    throw error;
  }
  recent.keep(change.request.id, { request: change.request, place: statement.place });
  await engine.flush();
  wakes.wake(work);
  return 'saved';
}
