import assert from 'node:assert/strict';
import type { GateItemId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { adele, alex, buttonsOf, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

/** Production waits for the second checkpoint; nobody is called, because these stories are not about that. */
const guarded = (demo: Policy): Policy => ({
  ...demo,
  execution: { ...demo.execution, rollCall: { people: 0, named: [] }, checklist: [], rollbackConfirmations: 0 },
  gates: {
    ...demo.gates,
    blocks: new Map(
      [...demo.environments.keys()]
        .filter((id) => id === 'prod')
        .map((id) => [id, demo.gates.gates.map((gate) => gate.id).filter((gate) => gate === 'infrastructure')]),
    ),
  },
});

const INFRASTRUCTURE = 'azure-resources,network-security,key-vault,managed-identities,smoke-tests';

stories('quality gates', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: guarded });
  });
  const board = async (by: typeof alex, text: string) => (await story.says(by, text))[0] ?? assert.fail();
  const attests = (by: typeof alex, on: Awaited<ReturnType<typeof board>>, items: string, link = '') =>
    story.taps(by, on, 'gates/attest', { inputs: { 'gate-items': items, 'gate-link': link, 'gate-note': '' } });

  it('show who owes what, of one service and of all', async () => {
    const all = await board(alex, '/gates');
    assert.match(textOf(all.card), /Payments API[^]*0 of 4 gates open[^]*owes/);
    const one = await story.taps(alex, all, 'gates/show', { with: { service: 'payments' } });
    const text = textOf(one.message.card);
    assert.match(text, /4 gates closed/);
    assert.match(
      text,
      /Checkpoint 2: Infrastructure Ready · gate closed until all items are checked[^]*Key Vault accessible[^]*Platform/,
    );
    for (const phase of ['1', '2', '2A', '3', '4', '5', '6', '6B', '7']) assert.match(text, new RegExp(`Phase ${phase}:`));
    assert.ok(buttonsOf(one.message.card).length > 0);
  });

  it('keep a deployment from starting until the team has vouched for every item, also after a restart', async () => {
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    const gate = async () => {
      const body = JSON.stringify({ service: 'payments', environment: 'prod', version: '2.4.1', run: '8812' });
      const response = await fetch(`${story.url}/api/gate`, { method: 'POST', body });
      return `${response.status} ${((await response.json()) as { reason?: string }).reason ?? ''}`.trim();
    };
    assert.equal(await gate(), '409 checkpoints-closed');
    const [refused] = await story.says(adele, `/start ${id}`);
    assert.match(refused?.text ?? '', /Gate closed until all items are checked: Checkpoint 2: Infrastructure Ready/);

    const seen = await attests(nestor, await board(nestor, '/gates payments'), 'key-vault');
    assert.match(seen.notice ?? '', /belongs to Platform/);
    await attests(adele, await board(adele, '/gates payments'), 'key-vault', 'https://portal.azure.com/x');
    assert.equal(await gate(), '409 checkpoints-closed');
    const whole = await attests(adele, await board(adele, '/gates payments'), INFRASTRUCTURE);
    assert.match(textOf(whole.message.card), /Infrastructure Ready · open[^]*Key Vault accessible[^]*Adele Vance/);
    await story.restart();
    assert.equal(await gate(), '200');
    await story.says(adele, `/start ${id}`);
    assert.equal((await story.store.requests.find(id as RequestId))?.request.state, 'deploying');
    assert.deepEqual(
      (await story.store.record.of('gates:payments')).map(({ kind }) => kind),
      ['items-attested', 'items-attested'],
    );
  });

  it('close again when a line is taken back', async () => {
    await attests(adele, await board(adele, '/gates payments'), INFRASTRUCTURE);
    const inputs = { 'withdrawn-items': 'key-vault', 'withdraw-reason': 'Access was revoked' };
    const seen = await story.taps(adele, await board(adele, '/gates payments'), 'gates/withdraw', { inputs });
    assert.match(textOf(seen.message.card), /4 gates closed/);
  });
});

stories('a line that proves itself', (begin) => {
  const PROBED = 'payments' as ServiceId;
  const probed = (demo: Policy): Policy => {
    const policy = guarded(demo);
    const vault = { kind: 'http', url: 'http://127.0.0.1:1/health', status: 200 } as const;
    const probes = new Map([[PROBED, new Map([['key-vault' as GateItemId, vault]])]]);
    return { ...policy, gates: { ...policy.gates, probes, probeEvery: 15 } };
  };

  it('is open until it is found to hold, closes its gate again when it fails, and is vouched for by nobody', async () => {
    let answers: 'ok' | 'broken' | 'gone' = 'broken';
    let asked = 0;
    const story = await begin({
      policy: probed,
      askProbe: () => {
        asked += 1;
        if (answers === 'gone') return Promise.reject(new Error('no route'));
        return Promise.resolve(
          answers === 'ok' ? { kind: 'proved' } : { kind: 'failed', because: 'other-answer', found: '503' },
        );
      },
    });
    const board = async () => (await story.says(adele, '/gates payments'))[0] ?? assert.fail();
    const gate = async () => (await story.store.gates.find(PROBED))?.state.probed?.[0]?.answer.kind;
    await story.settle();
    assert.match(textOf((await board()).card), /Key Vault accessible[^]*Answers 503\. Since/);
    const others = INFRASTRUCTURE.split(',').filter((item) => item !== 'key-vault');
    const attests = async (items: string) =>
      story.taps(adele, await board(), 'gates/attest', {
        inputs: { 'gate-items': items, 'gate-link': '', 'gate-note': '' },
      });
    assert.match((await attests('key-vault')).notice ?? '', /proves itself/);
    await attests(others.join(','));
    assert.match(textOf((await board()).card), /Infrastructure Ready · gate closed/);

    answers = 'ok';
    await story.advance(16);
    assert.match(textOf((await board()).card), /Infrastructure Ready · open[^]*Key Vault accessible[^]*proved/);
    const before = asked;
    await story.advance(5);
    await story.restart();
    await story.settle();
    assert.equal(asked, before, 'not before its time, nor because of a restart');

    answers = 'gone';
    await story.advance(16);
    assert.equal(await gate(), 'failed');
    assert.match(textOf((await board()).card), /Infrastructure Ready · gate closed[^]*Key Vault accessible[^]*Does not answer/);
  });
});
