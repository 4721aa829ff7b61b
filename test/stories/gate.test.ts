import assert from 'node:assert/strict';
import type { EnvironmentId, ServiceId } from '../../bot/domain/ids.ts';
import type { Environment, Policy } from '../../bot/domain/policy.ts';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const COMMIT = '5275a45b7e99c7fd7265b790392c10a74101a67a';
const ANOTHER = '2f8e6a1b7e99c7fd7265b790392c10a74101a67a';

const withProd =
  (changes: Partial<Environment>) =>
  (demo: Policy): Policy => ({
    ...demo,
    environments: new Map(
      [...demo.environments].map(([id, one]) => [id, id === ('prod' as EnvironmentId) ? { ...one, ...changes } : one]),
    ),
  });

interface Answered {
  readonly status: number;
  readonly reason?: string;
  readonly state?: string;
}

const calls = (story: Story) => async (path: string, body: object) => {
  const answer = await fetch(`${story.url}${path}`, {
    method: 'POST',
    body: JSON.stringify({ service: 'payments', environment: 'prod', version: '2.4.1', run: '8812', ...body }),
  });
  for (let turn = 0; turn < 2; turn += 1) await story.settle();
  return { status: answer.status, ...((await answer.json()) as Omit<Answered, 'status'>) };
};
const told = ({ status, reason, state }: Answered): string => [status, reason ?? state].filter(Boolean).join(' ');

stories('a run at the gate', (begin) => {
  let story: Story;
  let call: ReturnType<typeof calls>;
  const approved = async (what: object = {}) => {
    const id = await story.submits(alex, { what });
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    return id;
  };
  const gate = async (body: object = {}) => told(await call('/api/gate', body));
  const reports = async (body: object) => told(await call('/api/rollouts', body));
  beforeEach(async () => {
    story = await begin();
    call = calls(story);
  });

  it('goes through alone, also on its next attempt and after a restart, and keeps another one out', async () => {
    await approved();
    const both = await Promise.all([call('/api/gate', {}), call('/api/gate', { run: '8813' })]);
    assert.deepEqual(both.map(told).toSorted(), ['200', '409 other-run']);
    const first = both[0].status === 200 ? '8812' : '8813';
    const second = first === '8812' ? '8813' : '8812';
    await story.restart();
    assert.equal(await gate({ run: first }), '200');
    assert.equal(await gate({ run: second }), '409 other-run');
    assert.equal(await reports({ run: second, sequence: 1, event: 'started' }), '409 other-run');
    assert.equal(await reports({ run: first, sequence: 1, event: 'started' }), '200 deploying');
    assert.equal(await gate({ run: second }), '409 other-run');
  });

  it('makes room when it has failed, or went through and never began', async () => {
    await approved();
    assert.equal(await gate(), '200');
    await story.advance(16);
    assert.equal(await gate({ run: '8813' }), '200');
    assert.equal(await gate(), '409 other-run');
    await reports({ run: '8813', sequence: 1, event: 'started' });
    assert.equal(await gate({ run: '8814' }), '409 other-run');
    await reports({ run: '8813', sequence: 2, event: 'failed', reason: 'The runner was lost.' });
    assert.equal(await gate({ run: '8814' }), '200');
    assert.equal(await reports({ run: '8814', sequence: 1, event: 'started' }), '200 deploying');
    assert.equal(await reports({ run: '8813', sequence: 3, event: 'succeeded' }), '409 other-run');
    assert.equal(await reports({ run: '8814', sequence: 2, event: 'succeeded' }), '200 deployed');
  });

  it('deploys the approved commit only, whole or as it was given', async () => {
    await approved({ commit: COMMIT.slice(0, 9) });
    assert.equal(await gate({ commit: ANOTHER }), '409 other-commit');
    assert.equal(await gate(), '409 commit-unsaid');
    assert.equal(await reports({ sequence: 1, event: 'started', commit: ANOTHER }), '409 other-commit');
    assert.equal(await gate({ commit: COMMIT.toUpperCase() }), '200');
    assert.equal(await reports({ sequence: 1, event: 'started' }), '200 deploying');
  });

  it('takes the version back only while that is what people want', async () => {
    const id = await approved();
    await reports({ sequence: 1, event: 'started' });
    assert.equal(await gate({ run: '9001', action: 'rollback' }), '409 not-rolling-back');
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    assert.equal(await gate(), '409 rolling-back');
    assert.equal(await gate({ run: '9001', action: 'rollback' }), '200');
    assert.equal(await reports({ run: '9001', sequence: 1, event: 'rolled-back' }), '200 rolled-back');
  });
});

stories('what sets a pipeline off', (begin) => {
  let story: Story;
  let call: ReturnType<typeof calls>;
  const strict = withProd({ trigger: { event: 'push', branches: ['main'], except: [], unsaid: 'refuse' } });
  beforeEach(async () => {
    story = await begin({ policy: strict });
    call = calls(story);
  });
  const runs = async () => (await story.store.runs.of('payments' as ServiceId)).flatMap((one) => one.runs);

  it('is main for production, as GitHub and Azure Pipelines name it', async () => {
    const id = await story.submits(alex);
    const ask = async (from: object) => told(await call('/api/gate', from));
    assert.equal(await ask({ trigger: 'push', branch: 'refs/heads/feature/ledger' }), '409 other-trigger');
    assert.equal(await ask({ trigger: 'pull_request', branch: 'main' }), '409 other-trigger');
    assert.equal(await ask({}), '409 trigger-unsaid');
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    assert.equal(await ask({ trigger: 'IndividualCI', branch: 'refs/heads/main' }), '200');
  });

  it('is any other branch for development, which is recorded and needs no request', async () => {
    const dev = { environment: 'dev', version: '2.5.0-rc.1', trigger: 'push', branch: 'feature/ledger', run: '77' };
    assert.equal(told(await call('/api/gate', dev)), '200');
    assert.equal(told(await call('/api/rollouts', { ...dev, sequence: 1, event: 'started' })), '200 recorded');
    assert.equal(told(await call('/api/rollouts', { ...dev, sequence: 2, event: 'succeeded' })), '200 recorded');
    assert.equal(told(await call('/api/rollouts', { ...dev, sequence: 2, event: 'succeeded' })), '200 recorded');
    assert.equal(told(await call('/api/rollouts', { ...dev, sequence: 1, event: 'failed' })), '409 sequence-used');
    assert.equal((await runs())[0]?.reports.length, 2);
    const [status] = await story.says(alex, '/status payments');
    assert.match(textOf(status?.card), /Development 2\.5\.0-rc\.1[^]*succeeded/);
  });

  it('is told of in the channel when it is something else', async () => {
    const uat = { environment: 'uat', trigger: 'push', branch: 'main', run: '78', sequence: 1, event: 'started' };
    assert.equal(told(await call('/api/rollouts', uat)), '409 other-trigger');
    const { card } = story.card(story.deployments, /without being allowed/);
    assert.match(textOf(card), /UAT[^]*Payments API 2\.4\.1[^]*Run 78\. It was set off by push on main/);
  });

  it('is told of once when nobody has requested the version, and taken from nobody', async () => {
    const report = { version: '9.9.9', run: '79', trigger: 'push', branch: 'main' };
    assert.equal(told(await call('/api/rollouts', { ...report, sequence: 1, event: 'started' })), '404 no-request');
    assert.equal(told(await call('/api/rollouts', { ...report, sequence: 2, event: 'succeeded' })), '404 no-request');
    const notes = story.teams.messagesIn(story.deployments).filter(({ card }) => /without being allowed/.test(textOf(card)));
    assert.equal(notes.length, 1);
    assert.match(textOf(notes[0]?.card), /Payments API 9\.9\.9[^]*Nobody has requested this version there/);
    assert.equal(
      told(await call('/api/rollouts', { ...report, service: 'ledger', sequence: 1, event: 'started' })),
      '404 no-request',
    );
  });
});

stories('a version that has to run in UAT first', (begin) => {
  it('is turned down until a pipeline, or a request, says that it ran well there, and again when it went back', async () => {
    const story = await begin({ policy: withProd({ proof: 'reported' }) });
    const call = calls(story);
    const uat = async (sequence: number, event: string) =>
      told(await call('/api/rollouts', { environment: 'uat', trigger: 'pull_request', branch: 'main', sequence, event }));
    await assert.rejects(story.submits(alex), /Nobody has told that 2\.4\.1 ran well in UAT/);
    assert.equal(await uat(1, 'started'), '200 recorded');
    assert.equal(await uat(2, 'succeeded'), '200 recorded');
    await story.says(alex, '/deploy');
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    assert.equal(await uat(3, 'rolled-back'), '200 recorded');
    assert.equal(told(await call('/api/gate', {})), '409 not-proven');
    const [refused] = await story.says(adele, `/start ${id}`);
    assert.match(refused?.text ?? '', /Nobody has told that 2\.4\.1 ran well in UAT/);
    await uat(4, 'started');
    await uat(5, 'succeeded');
    assert.equal(told(await call('/api/gate', {})), '200');
  });
});
