import assert from 'node:assert/strict';
import { digestReaders, waitingFor } from '../../bot/domain/digest.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { alex, later, megan, MONDAY, patti, pendingRequest, policyLike } from '../support/given.ts';
import { chaseFacts, unanswered } from '../support/given-chases.ts';

const policy = policyLike();
const { holders, absence } = chaseFacts();
const facts = { policy, holders, absence };

const request = (n: number, changes: Partial<DeployRequest> = {}) =>
  ({ ...pendingRequest(), id: `DEP-${n}` as RequestId, ...changes }) as DeployRequest;
const ids = (requests: readonly DeployRequest[], person = megan) =>
  waitingFor(requests, facts, MONDAY)
    .get(person)
    ?.map(({ id }) => id);

describe('what waits for somebody', () => {
  it('is what asks for their answer, and nothing that they asked for, answered, or that is over', () => {
    const voted = { by: megan, as: 'tech-lead', choice: 'approve', comment: '', at: MONDAY, revision: 1 } as never;
    const over = request(3, { state: 'approved' });
    assert.deepEqual(ids([request(1), request(2, { votes: [voted] }), over]), ['DEP-1']);
    assert.equal(ids([request(1)], alex), undefined);
  });

  it('is in the order in which answers are due', () => {
    const [first] = request(1).opened;
    assert.ok(first !== undefined);
    const earlier = request(2, { opened: [{ ...first, at: later(-3 * 24 * 60, first.at) }] });
    assert.deepEqual(ids([request(1), earlier]), ['DEP-2', 'DEP-1']);
  });

  it('is a list of its own from the fourth on', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => request(n + 1));
    const readers = (count: number) => digestReaders(waitingFor(many(count), facts, MONDAY), policy).includes(megan);
    assert.deepEqual([readers(3), readers(4)], [false, true]);
    const stricter = { asking: { ...policy.asking, digestAbove: 1 } };
    assert.deepEqual(digestReaders(waitingFor(many(2), facts, MONDAY), stricter).includes(patti), true);
  });
});

describe('a reminder', () => {
  it('leaves out who reads a list instead', () => {
    const [told] = unanswered(request(1), chaseFacts({ readers: new Set([megan]) }));
    assert.equal(told?.step, 'half');
    assert.ok(told.people.length > 0 && !told.people.includes(megan), told.people.join());
  });
});
