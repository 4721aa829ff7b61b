import assert from 'node:assert/strict';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import type { PipelineId } from '../../bot/domain/ids.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import {
  adele,
  alex,
  deployedRequest,
  deployingRequest,
  everyState,
  later,
  megan,
  policyLike,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const at = (minutes: number) => later(minutes, WINDOW_START);
const issue = { text: 'Checkout fails', severity: 'high', action: 'investigating', every: 15 } as const;
const reports = (changes: { readonly every?: number; readonly text?: string } = {}, by = adele) =>
  ({ kind: 'report-issue', by, issue: { ...issue, ...changes } }) as const;
const says = (kind: 'update-issue' | 'resolve-issue', text: string, n?: number, by = adele): RequestCommand => ({
  kind,
  by,
  issue: n,
  text,
});
const update = (n: number, owner: typeof adele, minutes: number, every = 15) => ({
  kind: 'obligation-owed',
  owed: {
    id: `issue-update-${String(n)}`,
    kind: 'issue-update',
    owner,
    since: at(minutes),
    due: at(minutes + every),
  },
  at: at(minutes),
});

function answer(request: DeployRequest, command: RequestCommand, minutes: number) {
  const decided = decide(request, command, { policy: policyLike(), rolesHeld: new Set() }, at(minutes));
  return decided.ok ? decided.value : decided.problem;
}
const after = (request: DeployRequest, ...said: readonly (readonly [minutes: number, RequestCommand])[]) =>
  said.reduce<DeployRequest>((before, [minutes, command]) => {
    const decided = decide(before, command, { policy: policyLike(), rolesHeld: new Set() }, at(minutes));
    assert.ok(decided.ok, JSON.stringify(decided));
    return decided.value.reduce<DeployRequest>(evolve, before);
  }, request);
const two = () => after(deployingRequest(), [12, reports()], [13, reports({ text: 'Orders are slow' }, megan)]);

describe('an issue', () => {
  it('is told with the next word that its reporter owes', () => {
    assert.deepEqual(answer(deployingRequest(), reports(), 12), [
      { kind: 'issue-reported', ...issue, by: adele, at: at(12) },
      update(1, adele, 12),
    ]);
    assert.deepEqual(
      two().obligations.map(({ id, owner }) => [id, owner]),
      [
        ['issue-update-1', adele],
        ['issue-update-2', megan],
      ],
    );
  });

  it('is owed updates of the on-call engineer where a pipeline reported it', () => {
    const command = { ...reports(), by: 'pipeline:payments-ci' as PipelineId };
    const owed = after(deployingRequest(), [12, command]).obligations;
    assert.deepEqual(
      owed.map(({ owner }) => owner),
      [adele],
    );
  });

  it('is told while a deployment is around, with words, and updates between a minute and two hours apart', () => {
    const taken = everyState().filter((request) => 'map' in answer(request, reports(), 12));
    assert.deepEqual(
      taken.map(({ state }) => state),
      ['deploying', 'rolling-back', 'deployed'],
    );
    const minutes = [0, 1, 120, 121].map((every) => 'map' in answer(deployingRequest(), reports({ every }), 12));
    assert.deepEqual(minutes, [false, true, true, false]);
    assert.deepEqual(answer(deployingRequest(), reports({ text: '' }), 12), { code: 'issue-unreadable' });
  });

  it('goes on with each update, as often as was promised', () => {
    assert.deepEqual(answer(two(), says('update-issue', ' Found it '), 20), [
      { kind: 'issue-updated', issue: 2, text: 'Found it', by: adele, at: at(20) },
      update(2, megan, 20),
    ]);
    const first = after(two(), [20, says('update-issue', 'Found it', 1)]);
    assert.ok(first.state === 'deploying');
    assert.deepEqual(
      first.rollout.issues.map(({ updates }) => updates),
      [[{ text: 'Found it', by: adele, at: at(20) }], []],
    );
    assert.deepEqual(answer(two(), says('update-issue', ' '), 20), { code: 'reason-needed' });
    assert.deepEqual(answer(two(), says('update-issue', 'Found it', 3), 20), { code: 'issue-over' });
    assert.deepEqual(answer(deployingRequest(), says('update-issue', 'Found it'), 20), { code: 'issue-over' });
  });

  it('ends with the word that resolves it, after which nothing more is owed', () => {
    const resolve = says('resolve-issue', 'An index was missing');
    assert.deepEqual(answer(two(), resolve, 20), [
      { kind: 'issue-resolved', issue: 2, text: 'An index was missing', by: adele, at: at(20) },
      { kind: 'obligation-dropped', id: 'issue-update-2', at: at(20) },
    ]);
    const resolved = after(two(), [20, resolve]);
    assert.ok(resolved.state === 'deploying');
    assert.deepEqual(
      resolved.rollout.issues.map((one) => one.resolved),
      [undefined, { text: 'An index was missing', by: adele, at: at(20) }],
    );
    assert.deepEqual(
      resolved.obligations.map(({ id }) => id),
      ['issue-update-1'],
    );
    assert.deepEqual(answer(resolved, says('resolve-issue', 'Again', 2), 21), []);
    assert.deepEqual(answer(resolved, says('resolve-issue', 'Again', 2, megan), 21), { code: 'issue-over' });
    assert.deepEqual(answer(resolved, says('update-issue', 'More', 2), 21), { code: 'issue-over' });
    assert.deepEqual(answer(two(), says('resolve-issue', ' '), 20), { code: 'reason-needed' });
    assert.deepEqual(answer(resolved, says('update-issue', 'And the other', undefined), 21), [
      { kind: 'issue-updated', issue: 1, text: 'And the other', by: adele, at: at(21) },
      update(1, adele, 21),
    ]);
  });

  it('of a deployment that is live owes a review when it is resolved', () => {
    const live = after(deployedRequest(), [40, reports()]);
    assert.deepEqual(answer(live, says('resolve-issue', 'An index was missing'), 50), [
      { kind: 'issue-resolved', issue: 1, text: 'An index was missing', by: adele, at: at(50) },
      { kind: 'obligation-dropped', id: 'issue-update-1', at: at(50) },
      {
        kind: 'obligation-owed',
        owed: { id: 'review', kind: 'review', owner: alex, since: at(50), due: at(50 + 1_440) },
        at: at(50),
      },
    ]);
  });

  it('of before a deployment was live is over with it', () => {
    const { issues } = rollingBackRequest().rollout;
    const live = deployedRequest({ rollout: { ...deployedRequest().rollout, issues } });
    assert.deepEqual(answer(live, says('update-issue', 'Still'), 40), { code: 'issue-over' });
  });
});
