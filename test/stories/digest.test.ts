import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { alex, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const DAY = 24 * 60;

stories('somebody whom four requests wait for', (begin) => {
  let story: Story;
  let ids: string[];
  const submitted = async (count: number, options: Parameters<typeof begin>[0] = {}) => {
    story = await begin(options);
    await story.says(megan, 'hi');
    ids = [];
    await submits(count);
  };
  const submits = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const hour = String(9 + n).padStart(2, '0');
      ids.push(await story.submits(alex, { what: { version: `2.${n}.0` }, window: { time: `${hour}:00` } }));
    }
  };
  const digests = () =>
    story.teams.messagesIn(story.teams.personal(megan)).filter(({ card }) => /once a business day/.test(textOf(card)));
  const mentions = (name: string) =>
    story.teams
      .messagesIn(story.approvals)
      .filter(({ card }) => /Reminder: Technical review/.test(textOf(card)))
      .filter(({ card }) => JSON.stringify(Reflect.get(card ?? {}, 'msteams') ?? '').includes(name)).length;

  it('gets one list a business day in their own chat, and no single reminders', async () => {
    await submitted(4);
    await story.advance(60);
    assert.equal(digests().length, 1);
    const said = textOf(digests()[0]?.card);
    for (const id of ids) assert.match(said, new RegExp(id));
    assert.match(said, /due Wed 25 Nov, 09:00 CET/);
    await story.advance(DAY);
    assert.equal(digests().length, 2, 'the next morning');
    assert.equal(mentions(megan.name), 0);
    assert.ok(mentions(patti.name) > 0, 'whom the bot cannot write to alone is reminded as ever');
  });

  it('gets none at night, and none any more when answers were given', async () => {
    await submitted(4);
    await story.advance(60);
    await story.approves(megan, ids[0] ?? '');
    await story.advance(DAY);
    assert.equal(digests().length, 1);
  });

  it('gets one, whichever instance thinks of it, and none for three', async () => {
    await submitted(4, { instances: 2 });
    await story.advance(60);
    await story.restart();
    await story.advance(60);
    assert.equal(digests().length, 1);
  });

  it('is reminded as ever from when Teams refuses the list, until it takes one again', async () => {
    await submitted(0, { policy: (demo) => ({ ...demo, asking: { ...demo.asking, digestAbove: 0 } }) });
    story.teams.refuse({ status: 403, in: story.teams.personal(megan) });
    await submits(1);
    await story.advance(60);
    story.teams.recover();
    await story.advance(DAY);
    assert.equal(digests().length, 1, 'the next one is tried all the same');
    await story.advance(DAY);
    const { chases = [] } = (await story.store.requests.find(ids[0] as RequestId))?.request ?? {};
    const reminded = chases.map(({ step, people }) => [step, people.some((person) => person === megan.aadObjectId)]);
    assert.deepEqual(reminded, [
      ['half', true],
      ['due', false],
    ]);
  });

  it('is reminded of each when there are three', async () => {
    await submitted(3);
    await story.advance(DAY + 1);
    assert.equal(digests().length, 0);
    assert.ok(mentions(megan.name) > 0);
  });
});
