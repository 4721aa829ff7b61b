import { accept } from '../../bot/domain/result.ts';
import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { decideSubmission } from '../../bot/domain/submit.ts';
import type { RequestCommand } from '../../bot/domain/decide.ts';
import type { Choice } from '../../bot/domain/request.ts';
import type { PersonId, RequestId } from '../../bot/domain/ids.ts';
import { changeOf, createChangeRequest } from '../../bot/flows/change-request.ts';
import { policyDirectory } from '../../bot/policy/directory.ts';
import type { Store } from '../../bot/store/open.ts';
import { alex, megan, MONDAY, patti, planLike, RISK, policyLike } from '../support/given.ts';
import { withStore } from '../support/store.ts';

const ID = 'DEP-1042' as RequestId;
const policy = policyLike();

const changing = ({ requests }: Store) =>
  createChangeRequest({
    standIns: { of: () => Promise.resolve(accept([])) },
    requests,
    directory: policyDirectory(policy),
    readHolds: () => Promise.resolve(NO_HOLDS),
    askAlone: () => Promise.resolve([]),
    policy,
    clock: { now: () => MONDAY },
  });

const vote = (by: PersonId, choice: Choice, revision = 1): RequestCommand => ({
  kind: 'vote',
  by,
  choice,
  as: undefined,
  revision,
  policyVersion: policy.version,
  comment: 'because',
  answered: { ticked: [], waiver: 'reviewed elsewhere' },
});

withStore('changing a request from two instances', (given) => {
  const begin = async () => {
    const [one, other] = [await given.open(), await given.open()];
    const submitted = changeOf(undefined, decideSubmission(ID, alex, planLike(), RISK, policy, MONDAY), policy);
    await one.requests.save({ ...submitted, usedUp: undefined });
    return { here: changing(one), there: changing(other), store: one };
  };

  it('counts the vote that the other instance took', async () => {
    const { here, there, store } = await begin();
    await there(ID, vote(megan, 'approve'));
    const voted = await here(ID, vote(patti, 'approve'));
    assert.ok(voted.ok);
    assert.deepEqual(
      voted.value.votes.map(({ by }) => by),
      [megan, patti],
    );
    assert.equal((await store.record.of(ID)).length, 4);
  });

  it('refuses what the other instance has ended', async () => {
    const { here, there } = await begin();
    await there(ID, vote(megan, 'reject'));
    const voted = await here(ID, vote(patti, 'approve'));
    assert.deepEqual(voted, { ok: false, problem: { code: 'not-pending', state: 'rejected' } });
  });

  it('does not refuse what the other instance has made possible', async () => {
    const { here, there } = await begin();
    await here(ID, vote(megan, 'request-changes'));
    await there(ID, { kind: 'revise', by: alex, plan: planLike({ title: 'Ledger' }), risk: RISK, revision: 1 });
    const voted = await here(ID, vote(patti, 'approve', 2));
    assert.ok(voted.ok, JSON.stringify(voted));
  });

  it('says that a request is unknown when there is none', async () => {
    const { here } = await begin();
    const voted = await here('DEP-7' as RequestId, vote(patti, 'approve'));
    assert.deepEqual(voted, { ok: false, problem: { code: 'unknown-request' } });
  });
});
