import assert from 'node:assert/strict';
import { barredFrom } from '../../bot/domain/duties.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import { type DeployRequest, evolve, type RequestEvent } from '../../bot/domain/request.ts';
import { standing } from '../../bot/domain/standing.ts';
import { verifyChain } from '../../bot/store/open.ts';
import type { FakePerson } from './fake-teams.ts';
import { textOf } from './read-card.ts';
import type { Story } from './story-options.ts';
import type { Seen } from './talk.ts';

/** Whether a tap on Approve was answered as a vote that counts. */
export const isTaken = ({ notice, message }: Seen): boolean =>
  notice === undefined && !/nothing was recorded|Choose the role|are not ticked/.test(textOf(message.card));

/**
 * What must be true of a request whatever happened to it. Its record is unbroken and tells the same story as the row
 * beside it. It is approved when every requirement is filled, and was never before. Nobody counts twice, and nobody
 * whom a duty keeps from it. Whoever was told that their vote was taken has one in the record. Gives the request.
 */
export async function assertSound(
  { store }: Pick<Story, 'store'>,
  id: string,
  taken: readonly FakePerson[] = [],
): Promise<DeployRequest> {
  const found = (await store.requests.find(id as RequestId)) ?? assert.fail(`${id} is lost`);
  const record = await store.record.of(id as RequestId);
  assert.deepEqual(verifyChain(record), { kind: 'whole', head: found.place.head });
  const events = record.map(({ bytes }) => JSON.parse(bytes) as RequestEvent);
  assert.deepEqual(plain(told(events)), plain(found.request), 'the record and the row beside it');

  const { request } = found;
  const missing = missingFrom(request);
  if (request.state === 'pending') assert.ok(missing > 0, 'pending with nothing missing');
  if (request.state === 'approved') assert.equal(missing, 0);
  assert.equal(new Set(request.votes.map(({ by }) => by)).size, request.votes.length, 'somebody counts twice');
  assert.ok(!request.votes.some(({ by }) => barredFrom(request).has(by)), 'a duty keeps somebody from it');
  const cast = new Set(events.flatMap((event) => (event.kind === 'vote-cast' ? [String(event.by)] : [])));
  for (const { aadObjectId, name } of taken) assert.ok(cast.has(aadObjectId), `the vote of ${name} is lost`);
  return request;
}

/** The story of a record, which is sound at each approval. */
function told(events: readonly RequestEvent[]): DeployRequest {
  let request: DeployRequest | undefined;
  for (const event of events) {
    request = evolve(request, event);
    if (event.kind === 'approved') assert.equal(missingFrom(request), 0, 'approved with something missing');
  }
  return request ?? assert.fail('nothing is on record');
}

const missingFrom = ({ requirements, votes }: DeployRequest): number => standing(requirements, votes).missing;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
