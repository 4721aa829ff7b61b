import assert from 'node:assert/strict';
import { adele, alex, ANSWERS, buttonsOf, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';
import type { FakeMessage } from '../support/fake-teams.ts';

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) ?? assert.fail('no answer');
const valueOf = (message: FakeMessage, id: string): unknown =>
  new RegExp(`"id":"${id}"[^}]*?"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(JSON.stringify(message.card))?.[1];

stories('the words after /deploy', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  it('fill in the form, parts of names included', async () => {
    const form = last(await story.says(alex, '/deploy payments 2.4.1 prod friday 9am schema'));
    assert.equal(valueOf(form, 'version'), '2.4.1');
    assert.equal(valueOf(form, 'changeTypes'), 'database-schema');
    const page = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    assert.equal(page.status, 200);
    const { answers } = (await story.store.drafts.ofOwner(alex.aadObjectId as never)) ?? assert.fail();
    assert.deepEqual([answers.date, answers.time], ['2026-11-27', '09:00']);
  });

  it('are asked about when they mean two things, and never guessed', async () => {
    const question = last(await story.says(alex, '/deploy payments 2.4.1 feature 3/12'));
    assert.match(
      textOf(question.card),
      /“feature” can mean more than one thing[^]*New feature \(external\)\nNew feature \(internal\)/,
    );
    const second = await story.taps(alex, question, 'draft/words', {
      with: { words: 'payments 2.4.1 new-feature-internal 3/12' },
    });
    assert.match(textOf(second.message.card), /“3\/12” can mean[^]*Thu 3 Dec\nFri 12 Mar/);
    const form = await story.taps(alex, second.message, 'draft/words', {
      with: { words: 'payments 2.4.1 new-feature-internal 2026-12-03' },
    });
    assert.equal(valueOf(form.message, 'changeTypes'), 'new-feature-internal');
    assert.equal(valueOf(form.message, 'version'), '2.4.1');
  });

  it('start from a standard change, which fills what was left empty and nothing that is stated anew', async () => {
    const form = last(await story.says(alex, '/deploy orders 1.4.0 add-index'));
    assert.equal(valueOf(form, 'template'), 'add-index');
    assert.equal(valueOf(form, 'changeTypes'), 'database-schema');
    const inputs = { version: '1.4.0', title: 'Index on orders', summary: 'Faster search.' };
    const impact = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs });
    const changes = await story.taps(alex, impact.message, 'draft/save', { with: { go: 'next' }, inputs: {} });
    assert.equal(valueOf(changes.message, 'migrationRollback'), 'Drop the index.');
    const back = await story.taps(alex, changes.message, 'draft/save', { with: { go: 'back' } });
    const first = await story.taps(alex, back.message, 'draft/save', { with: { go: 'back' } });
    assert.equal(valueOf(first.message, 'summary'), 'Faster search.');
  });

  it('are told when the standard change is for other services', async () => {
    const form = last(await story.says(alex, '/deploy web 3.0.0 add-index'));
    const inputs = { title: 'Index', summary: 'Faster.', changeTypes: 'database-schema' };
    const { message } = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs });
    assert.match(textOf(message.card), /This standard change is for other services/);
  });
});

stories('starting from another request', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });

  it('brings its words, and leaves its version, its window and its attestations to be stated anew', async () => {
    const form = last(await story.says(megan, `/deploy copy ${id}`));
    assert.equal(valueOf(form, 'title'), 'Ledger checkout');
    assert.equal(valueOf(form, 'version'), '');
    const { answers } = (await story.store.drafts.ofOwner(megan.aadObjectId as never)) ?? assert.fail();
    assert.equal(answers.rollbackSteps, 'Swap the slots back\nStop the backfill');
    for (const anew of [
      'version',
      'date',
      'unitCoverage',
      'securityReviewed',
      'rollbackTested',
      'reviewers',
      'stagedOn',
    ] as const) {
      assert.equal(answers[anew], undefined, anew);
    }
  });

  it('asks before another draft goes for it, and takes no other draft than the one it asked about', async () => {
    const form = last(await story.says(alex, '/deploy orders 1.1.0'));
    await story.taps(alex, form, 'draft/save', { with: { go: 'later' }, inputs: { title: 'Half done' } });
    const question = last(await story.says(alex, `/deploy edit ${id}`));
    assert.match(textOf(question.card), /another request that is not submitted yet/);
    const goOn = await story.taps(alex, question, 'draft/open');
    assert.equal(valueOf(goOn.message, 'title'), 'Half done');
    const edit = await story.taps(alex, question, 'draft/from');
    assert.match(textOf(edit.message.card), new RegExp(`Editing ${id}`));
    const again = await story.taps(alex, question, 'draft/from');
    assert.match(textOf(again.message.card), new RegExp(`Editing ${id}`), 'the same edit goes on');
  });
});

stories('an edited request', (begin) => {
  let story: Story;
  let id: string;
  const edits = async (changes: Parameters<Story['fills']>[2]) => {
    const form = last(await story.says(alex, `/deploy edit ${id}`));
    const page = await story.fills(alex, form, changes);
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    await story.settle();
  };
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });

  it('shows what changed, before and after, and tells everybody who voted whether their vote still counts', async () => {
    await story.approves(isaiah, id);
    await story.approves(patti, id);
    const migration = 'Three nullable columns on orders, filled in batches.';
    await edits({
      changes: { ...ANSWERS['changes'], migration },
      rollback: { ...ANSWERS['rollback'], rollbackMinutes: '1 h' },
    });

    const { card } = story.card(story.approvals, /What changed/);
    const json = JSON.stringify(card);
    assert.match(json, /"text":"Two","isSubtle":true,"strikethrough":true/);
    assert.match(json, /"text":"Three ","weight":"Bolder"/);
    assert.match(textOf(card), /Time to roll back\n10 min\n \n1 h/);
    assert.match(textOf(card), /Database Administrator[^\n]*Patti Fernandez<\/at>: is asked again/);
    assert.deepEqual([...json.matchAll(/"mentioned":\{"id":"[^"]*","name":"([^"]*)"/g)].map(([, name]) => name).toSorted(), [
      'Isaiah Langer',
      'Patti Fernandez',
    ]);
    const why = textOf(last(await story.says(alex, `/deploy why ${id}`)).card);
    assert.match(
      why,
      /Approvals that fill nothing[^]*Patti Fernandez\n {2}Database Administrator\nthe request was edited since/,
    );
  });

  it('keeps every vote when only its title is put right, and says so', async () => {
    await story.approves(isaiah, id);
    const form = last(await story.says(alex, `/deploy edit ${id}`));
    const inputs = { ...ANSWERS['what'], title: 'Ledger check-out' };
    const check = await story.taps(alex, form, 'draft/save', { with: { go: 'check' }, inputs });
    await story.taps(alex, check.message, 'draft/save', { with: { go: 'submit' } });
    await story.settle();
    const { card } = story.card(story.approvals, /What changed/);
    assert.match(textOf(card), /Isaiah Langer<\/at>: still counts/);
    assert.match(textOf(story.card(story.approvals, new RegExp(`${id}[^]*Approvals`)).card), /Isaiah Langer/);
  });

  it('says on the card of an earlier edit that there was another one', async () => {
    await edits({ what: { ...ANSWERS['what'], title: 'Ledger' } });
    await edits({ what: { ...ANSWERS['what'], title: 'Ledgers' } });
    await story.advance(1);
    story.card(story.approvals, /was edited again since; revision 3 is the current one/);
    const shown = last(await story.says(megan, `/deploy changes ${id}`));
    assert.match(textOf(shown.card), /Revision 3[^]*Feature or release/);
  });

  it('is cancelled with a reason only', async () => {
    const refused = last(await story.says(alex, `/deploy cancel ${id}`));
    assert.match(`${textOf(refused.card)}${refused.text}`, /needs a reason/);
    await story.says(alex, `/deploy cancel ${id} superseded by 2.4.2`);
    await story.settle();
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Cancelled by Alex Wilber: \nsuperseded by 2\.4\.2/);
  });
});

stories('a comment on a request', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });

  it('is told to the requester, stands on every card, and stays in the record', async () => {
    const card = story.card(story.approvals, new RegExp(id));
    const everything = await story.taps(megan, card, 'request/show');
    const said = await story.taps(megan, everything.message, 'request/comment', {
      inputs: { 'comment-text': 'Is the *backfill* <at>Patti</at> idempotent?' },
    });
    assert.match(textOf(said.message.card), /Comments[^]*Megan Bowen[^]*Is the \*backfill\* <at>Patti<\/at> idempotent\?/);
    await story.settle();
    story.card(story.teams.personal(alex), /Megan Bowen on DEP-\d+[^]*idempotent\?”/);
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Comments[^]*idempotent/);
  });

  it('of the requester reaches those who are asked', async () => {
    await story.says(alex, `/deploy comment ${id} It is; see the second commit.`);
    await story.settle();
    story.card(story.approvals, /Alex Wilber on DEP-\d+[^]*second commit/);
  });

  it('says something, and not more than fits', async () => {
    const card = story.card(story.teams.personal(alex), new RegExp(`${id}[^]*Approvals`));
    const empty = await story.taps(alex, card, 'request/comment', { inputs: { 'comment-text': '  ' } });
    assert.match(empty.notice ?? '', /1 to 1000 characters/);
    const long = await story.taps(adele, card, 'request/comment', { inputs: { 'comment-text': 'x'.repeat(40_000) } });
    assert.match(long.notice ?? '', /1 to 1000 characters/);
    assert.ok(buttonsOf(card.card).length > 0);
  });
});
