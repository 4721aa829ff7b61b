import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { adele, alex, ANSWERS, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const NASTY = 'a\u0000b \ud800 \u202egnp.exe <at>Megan</at> {{DATE(2026-01-01T00:00:00Z)}} ${title} **x** 👩‍👩‍👧';

stories('what nobody should send', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const form = async () => {
    const [found] = (await story.says(alex, '/deploy')).slice(-1);
    assert.ok(found);
    return found;
  };

  it('is kept as text where it is text, and the request goes on', async () => {
    const id = await story.submits(alex, {
      what: { title: NASTY.slice(0, 80), summary: NASTY.repeat(4) },
      window: { steps: `${NASTY}\nOpen` },
    });
    const approval = story.card(story.approvals, new RegExp(id));
    for (const by of [megan, patti, isaiah, adele]) {
      await story.taps(by, approval, 'request/vote', { data: story.voteData(id), inputs: { 'approve-comment': NASTY } });
    }
    const found = await story.store.requests.find(id as RequestId);
    assert.equal(found?.request.state, 'approved');
    await story.says(adele, `/start ${id}`);
    await story.says(adele, `/rollback ${id} ${NASTY}`);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /ROLLING BACK/).card), /gnp\.exe/);
  });

  it('is told that it is too long, and is not lost', async () => {
    const inputs = { ...ANSWERS['what'], summary: 'x'.repeat(40_000) };
    const { message, status } = await story.taps(alex, await form(), 'draft/save', { with: { go: 'next' }, inputs });
    assert.equal(status, 200);
    assert.match(textOf(message.card), /Keep it to 600 characters/);
    assert.ok(Buffer.byteLength(JSON.stringify(message.card)) < 80_000, 'small enough for Teams');
  });

  const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as object;
  const sent: readonly (readonly [string, string, unknown])[] = [
    ['a prototype', 'draft/save', JSON.parse('{"__proto__":{"section":"what"},"constructor":{"x":1}}')],
    ['a tower of objects', 'draft/save', deep],
    ['a list', 'request/vote', [1, 2, 3]],
    ['a bare truth', 'rollout/issue', false],
    ['numbers as ids', 'request/show', { request: 1042 }],
    ['an enormous id', 'request/show', { request: `DEP-${'9'.repeat(5_000)}` }],
    ['a revision that is none', 'request/vote', { request: 'DEP-1001', revision: -1, choice: 'approve' }],
    ['another verb', '__proto__', {}],
  ];
  for (const [what, verb, data] of sent) {
    it(`is answered with a sentence when it is ${what} for ${verb}`, async () => {
      const seen = await story.taps(alex, await form(), verb, { data });
      assert.equal(seen.status, 200);
      assert.match(seen.notice ?? '', /older card|no such request/);
    });
  }

  it('approves nothing when a vote is replayed after the request was edited', async () => {
    const id = await story.submits(alex);
    const data = story.voteData(id);
    const card = story.card(story.approvals, new RegExp(id));
    await story.taps(megan, card, 'request/vote', { data });
    const form = (await story.says(alex, `/deploy edit ${id}`)).at(-1) ?? assert.fail();
    const page = await story.fills(alex, form, { what: { version: '2.4.9' } });
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    await story.taps(megan, card, 'request/vote', { data });
    const found = await story.store.requests.find(id as RequestId);
    assert.deepEqual([found?.request.revision, found?.request.votes.length], [2, 0]);
  });

  it('makes one request when the same form is handed in five times at once', async () => {
    const page = await story.fills(alex, await form());
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => story.taps(alex, page, 'draft/save', { with: { go: 'submit' } })),
    );
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal((await story.store.requests.list({})).length, 1);
    const told = answers.map(({ message, notice }) => notice ?? textOf(message.card));
    assert.ok(
      told.every((text) => /DEP-\d+ is submitted|This draft was submitted/.test(text)),
      told.join('\n'),
    );
  });
});
