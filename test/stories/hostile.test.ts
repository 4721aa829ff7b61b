import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { commonBody } from '../support/alert-bodies.ts';
import type { FakePerson } from '../support/fake-teams.ts';
import { assertSound } from '../support/sound.ts';
import { adele, alex, ANSWERS, EVERYONE, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

const NASTY =
  '**x** <at>Megan</at> {{DATE(2026-01-01T00:00:00Z)}} [y](https://z) \u202egnp.exe a\u0000b \ud800 ${title} مرحبا 👩‍👩‍👧';
/** What the first mistake in a card would be: markup where clients render it, or a text run that would come to life. */
const LIVES = /\*\*x|<at>Megan<|\[y\]\(|\{\{DATE|\u202e/;
const LIVES_IN_A_RUN = /\{\{DATE|\u202e/;

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

  it('is kept as text wherever anybody reads it, and the request goes on', async () => {
    const shown: unknown[] = [];
    const nasty = { ...alex, name: NASTY };
    const says = async (by: FakePerson, text: string) => shown.push(...(await story.says(by, text)).map(({ card }) => card)); // a bare line goes as plain text
    const first = { title: `x\r\nATTENDEE:mailto:eve@z ${NASTY}`.slice(0, 80), summary: NASTY.repeat(4) };
    const id = await story.submits(nasty, {
      what: first,
      changes: { keyChanges: NASTY, backendDetails: NASTY, migration: NASTY, migrationRollback: NASTY },
      risk: { risks: NASTY, mitigations: NASTY },
      testing: { performanceDetails: NASTY, evidence: `https://reports.example/1 ${NASTY.slice(0, 60)}` },
      rollback: { rollbackSteps: NASTY },
      window: { steps: `${NASTY}\nOpen` },
      'on-call': { onCallContact: NASTY.slice(0, 80) },
    });
    const edit = (await story.says(nasty, `/deploy edit ${id}`)).at(-1) ?? assert.fail();
    const check = await story.fills(nasty, edit, { what: { ...first, summary: `Now ${NASTY}` }, window: { steps: NASTY } });
    shown.push(edit.card, check.card);
    await story.taps(nasty, check, 'draft/save', { with: { go: 'submit' } });
    await says(nestor, `/deploy comment ${id} ${NASTY}`);
    await story.settle();
    const approval = story.card(story.approvals, new RegExp(id));
    for (const by of [megan, patti, isaiah, adele]) {
      const data = story.voteData(id, { revision: 2 });
      const { message } = await story.taps(by, approval, 'request/vote', { data, inputs: { 'approve-comment': NASTY } });
      shown.push(message.card);
    }
    const found = await story.store.requests.find(id as RequestId);
    assert.equal(found?.request.state, 'approved');
    const overridden = `/freeze override ${id} ${NASTY}`;
    for (const words of [
      `/freeze payments prod 2026-11-26 ${NASTY}`,
      `/deploy why ${id}`,
      '/calendar',
      `/lock orders prod 1h ${NASTY}`,
      '/lock',
      '/status',
      `/deploy show ${id}`,
      `/deploy changes ${id}`,
      `/deploy ${NASTY}`,
      `/${NASTY}`,
    ]) {
      await says(adele, words);
    }
    await says(megan, overridden);
    const feed = await (await fetch(`${story.url}/api/calendar.ics`)).text();
    assert.ok(!feed.split(/\r?\n/).some((line) => /^(?:ATTENDEE|ORGANIZER|URL)/.test(line)));

    await says(adele, `/start ${id}`);
    await story.settle();
    await says(adele, `/issue ${id} ${NASTY}`);
    await says(adele, `/rollback ${id} ${NASTY}`);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /ROLLING BACK/).card), /gnp\.exe/);
    await story.alert(commonBody({ alertRule: NASTY, description: NASTY, alertTargetIDs: [], configurationItems: [NASTY] }));
    await says(megan, '/alerts');

    const places = [story.approvals, story.deployments, story.incidents, ...EVERYONE.map(story.teams.personal)];
    const posted = places.flatMap((place) => story.teams.messagesIn(place)).flatMap(({ history }) => history);
    for (const card of [...shown, ...posted.map((message) => message.card)]) assert.deepEqual(livelyIn(card), [], textOf(card));
  });

  it('is told that it is too long, and is not lost', async () => {
    const inputs = { ...ANSWERS['what'], summary: 'x'.repeat(40_000) };
    const { message, status } = await story.taps(alex, await form(), 'draft/save', { with: { go: 'next' }, inputs });
    assert.equal(status, 200);
    assert.match(textOf(message.card), /Keep it to 600 characters/);
    assert.ok(Buffer.byteLength(JSON.stringify(message.card)) < 28 * 1024, 'small enough for Teams');
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
      assert.match(seen.notice ?? textOf(seen.message.card), /older card|no such request/);
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

  it('counts where its ids say and for who taps, whatever card it was sent from', async () => {
    const [one, other] = [
      await story.submits(alex),
      await story.submits(alex, { what: { version: '2.4.2' }, window: { time: '11:00' } }),
    ];
    const card = story.card(story.approvals, new RegExp(`${one} ·`));
    const forged = { ...story.voteData(other), by: megan.aadObjectId, approver: 'cto', conversation: card.place.id };
    await story.taps(nestor, card, 'request/vote', { data: forged });
    await story.taps(patti, card, 'request/vote', { data: forged });
    assert.deepEqual((await assertSound(story, one)).votes, []);
    assert.deepEqual(
      (await assertSound(story, other)).votes.map(({ by }) => by),
      [patti.aadObjectId],
    );
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

/** What stands in a card, and would be more than text there. Inputs and choices show what was typed. */
function livelyIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  const type = String(own['type']);
  const lives = type === 'TextRun' ? LIVES_IN_A_RUN : LIVES;
  return Object.entries(own).flatMap(([key, value]) => {
    if (typeof value === 'object') return key === 'data' || key === 'choices' ? [] : livelyIn(value);
    const isInput = type.startsWith('Input.') && key === 'value';
    return typeof value === 'string' && !isInput && lives.test(value) ? [`${type} ${key}: ${value}`] : [];
  });
}
