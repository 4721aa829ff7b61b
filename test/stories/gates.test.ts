import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
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
