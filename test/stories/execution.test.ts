import assert from 'node:assert/strict';
import type { EntraGroupId, PersonId, RoleId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { GroupReader } from '../../bot/flows/ports.ts';
import { adele, alex, isaiah, lynne, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

stories('what stands before Start and before a rollback', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin({
      preparation: 'demo',
      policy: (demo) => ({
        ...demo,
        execution: { ...demo.execution, rollCall: { people: 3, named: ['onCallEngineer', 'managerOnCall'] } },
      }),
    });
    id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
  });

  const ready = () => story.card(story.deployments, /Pre-deployment checklist/);
  const textsOf = (answers: readonly { readonly text: string | undefined }[]) => answers.map(({ text }) => text ?? '').join();
  const starts = async () => {
    await story.advance(2 * 24 * 60);
    await story.taps(alex, ready(), 'rollout/tick', { inputs: { checklist: '0,1,2,3,4,5,6' } });
    for (const by of [adele, lynne, alex]) await story.taps(by, ready(), 'rollout/here');
    await story.says(adele, `/start ${id}`);
    await story.settle();
  };

  it('is asked in the thread a day before, with the on-call people mentioned', async () => {
    await story.advance(2 * 24 * 60);
    const text = textOf(ready().card);
    for (const part of [/<at>Adele Vance<\/at>/, /<at>Lynne Robbins<\/at>/, /1 more person/, /Rollback procedures reviewed/]) {
      assert.match(text, part);
    }
  });

  it('refuses Start with who and what is missing, and the card to say so', async () => {
    const refused = await story.says(adele, `/start ${id}`);
    assert.match(textsOf(refused), /Lynne Robbins, 1 more person and 7 lines of the checklist missing/);
    const card = refused.at(-1) ?? assert.fail();
    const tapped = await story.taps(adele, card, 'rollout/here');
    assert.match(textOf(tapped.message.card), /Adele Vance/);
  });

  it('starts once everybody is there and every line is vouched for, each with who and when', async () => {
    await story.advance(2 * 24 * 60);
    await story.taps(alex, ready(), 'rollout/tick', { inputs: { checklist: '0,1,2' } });
    await story.taps(adele, ready(), 'rollout/tick', { inputs: { checklist: '2,3,4,5,6' } });
    for (const by of [lynne, alex, alex]) await story.taps(by, ready(), 'rollout/here');
    await story.settle();
    assert.match(textOf(ready().card), /All approvals in place[^]*Alex Wilber[^]*On-call team ready/);
    const started = await story.says(adele, `/start ${id}`);
    assert.match(textsOf(started), /has started/);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT IN PROGRESS/).card), /Step 1 of 3/);
  });

  it('calls the roll half an hour before its window, once, in the thread, and is called anew for another window', async () => {
    await story.advance(2 * 24 * 60);
    await story.taps(alex, ready(), 'rollout/here');
    const root = ready().thread ?? assert.fail();
    const calls = () => {
      return story.teams
        .thread(root)
        .filter(({ card }) => /Roll call\n/.test(textOf(card)) && /Start waits for it|is over/.test(textOf(card)));
    };
    await story.advance(23 * 60 + 29);
    assert.equal(calls().length, 0);
    await story.advance(1);
    await story.restart();
    await story.advance(1);
    const [call] = calls();
    assert.match(
      textOf(call?.card),
      /It starts Thu 26 Nov, 09:00[^]*Alex Wilber[^]*<at>Adele Vance<\/at>[^]*<at>Lynne Robbins<\/at>/,
    );
    for (const by of [adele, lynne]) await story.taps(by, call ?? assert.fail(), 'rollout/here');
    await story.settle();
    assert.equal(calls().length, 1);
    assert.match(textOf(calls()[0]?.card), /Ready[^]*Adele Vance[^]*Lynne Robbins/);

    await story.says(alex, `/deploy move ${id} 2026-11-27 09:00`);
    await story.settle();
    assert.match(textOf(calls()[0]?.card), /This roll call is over/);
    await story.approves(adele, id);
    await story.advance(24 * 60);
    assert.equal(calls().length, 2);
    const told = story.teams.thread(root).filter(({ card }) => /DEPLOYMENT SCHEDULED[^]*Fri 27 Nov, 09:00/.test(textOf(card)));
    assert.equal(told.length, 2, 'the channel is told of the new window with a message of its own');
  });

  it('counts neither strangers nor a tap without a tick', async () => {
    await story.advance(2 * 24 * 60);
    const stranger = { ...nestor, aadObjectId: '00000000-0000-0000-0000-000000000099', id: '29:99' };
    const seen = await story.taps(stranger, ready(), 'rollout/here');
    assert.match(seen.notice ?? '', /Only people whom the request names/);
    const none = await story.taps(adele, ready(), 'rollout/tick', { inputs: { checklist: '' } });
    assert.match(none.notice ?? '', /No line was ticked/);
  });

  it('goes back once a second person agrees, and both are named', async () => {
    await starts();
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    await story.settle();
    const ask = () => story.card(story.deployments, /asks to roll back/);
    assert.match(textOf(ask().card), /Adele Vance asks to roll back: [^]*Error rate at 6 %\./);
    assert.match((await story.taps(adele, ask(), 'rollout/confirm-rollback')).notice ?? '', /second person/);
    assert.match((await story.taps(nestor, ask(), 'rollout/confirm-rollback')).notice ?? '', /on-call people/);
    await story.restart();
    await story.taps(isaiah, ask(), 'rollout/confirm-rollback');
    await story.settle();
    await story.settle();
    assert.match(textOf(ask().card), /Confirmed by Isaiah Langer/);
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT ROLLING BACK/).card), /Error rate at 6 %\./);
  });

  it('stays where it is when the second person says no', async () => {
    await starts();
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    await story.settle();
    await story.taps(isaiah, story.card(story.deployments, /asks to roll back/), 'rollout/withdraw-rollback');
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /asks to roll back/).card), /Turned down by Isaiah Langer/);
    const answer = await story.says(adele, `/step ${id}`);
    assert.match(textOf(answer.map(({ card }) => card)), /Step 2 of 3/);
  });

  it('tells the thread of each update on an issue, and of its end', async () => {
    await starts();
    await story.says(adele, `/issue ${id} high investigating 15 Checkout answers 500.`);
    await story.settle();
    const issue = () => story.card(story.deployments, /ISSUE DETECTED/);
    await story.taps(adele, issue(), 'rollout/update-issue', { inputs: { 'issue-update': 'A lock on orders.' } });
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /Update on issue 1/).card), /A lock on orders\.[^]*Next update by/);
    await story.says(adele, '/issue update The lock is gone.');
    await story.says(adele, '/issue resolved Batches are smaller now.');
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /Issue 1 is resolved/).card), /Batches are smaller now\./);
    assert.match(textOf(issue().card), /Resolved/);
    assert.match(textsOf(await story.says(adele, '/issue update More.')), /No issue is open/);
  });
});

stories('looking at everything once more a day before', (begin) => {
  it('says NO-GO with the reason to requester and channel, looks again, and announces it when it can go ahead', async () => {
    const ops = '7f1c0000-0000-4000-8000-000000000001' as EntraGroupId;
    let leads = [adele];
    const groups: GroupReader = {
      membersOf: () => Promise.resolve(leads.map(({ aadObjectId, name }) => ({ id: aadObjectId as PersonId, name }))),
      memberGroups: (person) => Promise.resolve(new Set(leads.some(({ aadObjectId }) => aadObjectId === person) ? [ops] : [])),
    };
    const lead = 'devops-lead' as RoleId;
    const policy = (demo: Policy): Policy => ({
      ...demo,
      roles: new Map([...demo.roles, [lead, { id: lead, title: 'DevOps Lead', members: [], group: ops }]]),
    });
    const story = await begin({ groups, policy });
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) {
      await story.approves(by, id);
    }
    leads = [];
    await story.advance(2 * 24 * 60);
    const card = () => story.card(story.deployments, /NO-GO/);
    assert.match(textOf(card().card), /Adele Vance approved as DevOps Lead, and does not hold that role any more/);
    assert.match(textOf(story.card(story.teams.personal(alex), /NO-GO/).card), new RegExp(id));
    const refused = await story.says(adele, `/start ${id}`);
    assert.match(refused.map(({ text }) => text).join(), /does not hold that role any more/);

    leads = [adele];
    await story.restart();
    await story.advance(61);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT SCHEDULED/).card), /Ledger checkout/);
  });
});
