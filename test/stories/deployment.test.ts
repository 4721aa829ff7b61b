import assert from 'node:assert/strict';
import type { ServiceId } from '../../bot/domain/ids.ts';
import type { Service } from '../../bot/domain/policy.ts';
import { adele, alex, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

stories('deploying an approved request', (begin) => {
  let story: Story;
  let id: string;
  /** As the policy has them at the moment: a story may take one away. */
  let services: Map<ServiceId, Service>;
  beforeEach(async () => {
    story = await begin({
      policy: (demo) => {
        services = new Map(demo.services);
        return { ...demo, services };
      },
    });
    id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
  });

  const thread = () => story.teams.thread(story.card(story.deployments, new RegExp(id)).thread ?? '');
  const inThread = (matching: RegExp) => {
    const found = thread().filter(({ card }) => matching.test(textOf(card)));
    assert.equal(
      found.length,
      1,
      `one ${matching} in the thread:\n${thread()
        .map(({ card }) => textOf(card))
        .join('\n---\n')}`,
    );
    return found[0] ?? assert.fail();
  };
  const starts = async () => {
    await story.says(adele, `/start ${id}`);
    await story.settle();
  };

  it('is announced a day before its window, with everything that the channel must know', async () => {
    assert.equal(thread().length, 1, 'nothing but the root yet');
    await story.advance(2 * 24 * 60);
    const text = textOf(inThread(/🚀 PRODUCTION DEPLOYMENT SCHEDULED/).card);
    for (const part of [
      /2\.4\.1/,
      /Ledger checkout/,
      /08:00\sUTC/,
      /30 min/,
      /Checkout writes to the new ledger/,
      /Refunds read from both/,
      /status\.example\.com|Status page/,
    ]) {
      assert.match(text, part);
    }
  });

  it('counts its steps in one card that is edited in place, and ends as a success', async () => {
    await starts();
    assert.match(textOf(inThread(/🔄 PRODUCTION DEPLOYMENT IN PROGRESS/).card), /Step 1 of 3/);
    for (const step of [2, 3]) {
      await story.says(adele, '/step');
      await story.settle();
      assert.match(textOf(inThread(/🔄/).card), new RegExp(`Step ${step} of 3`));
    }
    await story.taps(adele, inThread(/🔄/), 'rollout/step');
    await story.advance(27);
    await story.settle();
    await story.taps(adele, inThread(/🔄/), 'rollout/finish');
    await story.settle();

    const success = textOf(inThread(/✅ PRODUCTION DEPLOYMENT SUCCESSFUL/).card);
    for (const part of [/2\.4\.1/, /27 min/, /Operational/]) assert.match(success, part);
    assert.match(textOf(story.card(story.teams.personal(alex), new RegExp(id)).card), /Deployed/);
    assert.match(textOf(thread()[0]?.card), /Deployed/);
  });

  it('edits the live card at most every two seconds, however fast the steps come, and shows the last one', async () => {
    await starts();
    const before = inThread(/🔄/).history.length;
    const edits = () => inThread(/🔄/).history.length - before;
    for (const step of [1, 2, 3]) await story.taps(adele, inThread(/🔄/), 'rollout/step', { data: { request: id, step } });
    await story.says(adele, '/issue medium mitigating 15 It is slow.');
    assert.ok(edits() <= 1, 'the clock stands');
    await story.settle();
    assert.match(textOf(inThread(/🔄/).card), /All 3 steps done[^]*One issue was reported/);
    assert.ok(edits() <= 3, 'one now, and one each time it may be edited again');
  });

  it('tells of an issue with its severity, what is done about it and when the next word comes', async () => {
    await starts();
    await story.taps(adele, inThread(/🔄/), 'rollout/issue', {
      inputs: {
        'issue-text': 'Checkout answers 500.',
        'issue-severity': 'high',
        'issue-action': 'investigating',
        'issue-every': '15',
      },
    });
    await story.settle();
    const issue = textOf(inThread(/🚨 PRODUCTION DEPLOYMENT - ISSUE DETECTED/).card);
    for (const part of [/Checkout answers 500\./, /High/, /Investigating/, /15 min/, /Adele Vance/]) assert.match(issue, part);

    await story.says(adele, '/issue critical rolling-back 5 It is getting worse.');
    await story.settle();
    assert.match(textOf(inThread(/It is getting worse/).card), /Critical[^]*5 min/);
  });

  it('goes back with a reason, and says when it is back', async () => {
    await starts();
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    await story.settle();
    assert.match(textOf(inThread(/Error rate at 6 %\.[^]*Swap the slots back/).card), /Rolling back/i);
    await story.restart();
    await story.says(adele, '/done');
    await story.settle();
    assert.match(textOf(inThread(/Error rate at 6 %\.[^]*Swap the slots back/).card), /Rolled back/i);
    assert.match(textOf(story.card(story.teams.personal(alex), /Rolled back/).card), new RegExp(id));
  });

  it('keeps everything in the one thread of the request', async () => {
    await starts();
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    await story.settle();
    const elsewhere = story.teams
      .messagesIn(story.deployments)
      .filter(({ thread: root, onlyFor }) => root !== thread()[0]?.id && onlyFor === undefined);
    assert.deepEqual(
      elsewhere.filter(({ card }) => textOf(card).includes(id)),
      [],
    );
  });

  it('is not started, stepped or rolled back by somebody who has no part in it', async () => {
    for (const command of [`/start ${id}`, `/step ${id}`, `/rollback ${id} because`]) {
      const answer = await story.says(nestor, command);
      assert.match(answer.map(({ text }) => text).join(), /on-call people|no deployment is running/);
    }
    assert.equal(thread().length, 1);
  });

  it('does not end while a step is open', async () => {
    await starts();
    const [answer] = await story.says(adele, '/done');
    assert.match(answer?.text ?? '', /3 steps are still open/);
  });

  it('goes on where it was after a restart', async () => {
    await starts();
    await story.restart();
    await story.says(adele, '/step');
    await story.settle();
    assert.match(textOf(inThread(/🔄/).card), /Step 2 of 3/);
  });

  it('ends although its service has left the policy meanwhile, and nothing else starts there', async () => {
    const other = await story.submits(alex, { what: { version: '2.4.2' }, window: { time: '11:00' } });
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, other);
    await starts();
    services.delete('payments' as ServiceId);
    await story.restart();
    for (const command of ['/step', '/step', '/step', '/done']) await story.says(adele, `${command} ${id}`);
    for (let turn = 0; turn < 2; turn += 1) await story.settle();
    assert.match(textOf(inThread(/✅ PRODUCTION DEPLOYMENT SUCCESSFUL/).card), /payments 2\.4\.1/);
    const [refused] = (await story.says(adele, `/start ${other}`)).slice(-1);
    assert.match(`${refused?.text ?? ''}${textOf(refused?.card)}`, /no longer has payments in prod/);
  });

  it('opens the gate for the approved version while it is approved or deploying, and shuts it after', async () => {
    const gate = async (version: string) => {
      const body = JSON.stringify({ service: 'payments', environment: 'prod', version, run: '8812' });
      return (await fetch(`${story.url}/api/gate`, { method: 'POST', body })).status;
    };
    assert.equal(await gate('2.4.1'), 200);
    assert.equal(await gate('2.4.2'), 409);
    await starts();
    assert.equal(await gate('2.4.1'), 200);
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    assert.equal(await gate('2.4.1'), 409);

    await story.submits(alex, { what: { version: '2.4.3' }, window: { time: '11:00' } });
    const waiting = await fetch(`${story.url}/api/gate`, {
      method: 'POST',
      body: JSON.stringify({ service: 'payments', environment: 'prod', version: '2.4.3', run: '8813' }),
    });
    assert.equal(waiting.status, 202);
    assert.ok(Number(waiting.headers.get('retry-after')) > 0);
  });
});
