import assert from 'node:assert/strict';
import { parsePersonId, type PersonId, type RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { Person } from '../../bot/flows/ports.ts';
import { alex, isaiah, megan, nestor, stories, textOf, type Story, type StoryOptions } from '../support/story.ts';

const DAY = 24 * 60;

const withManagers = (demo: Policy): Policy => ({
  ...demo,
  escalation: [{ managerOf: 'missing', afterDays: 1 }, ...demo.escalation],
});

function idOf({ aadObjectId }: { readonly aadObjectId: string }): PersonId {
  const id = parsePersonId(aadObjectId);
  assert.ok(id);
  return id;
}

/** An Entra in which `nestor` manages `megan`, for as long as it says anything. */
function entra(manager: Person | 'nobody' = { id: idOf(nestor), name: nestor.name }) {
  const state = { up: true, asked: 0 };
  const managers: NonNullable<StoryOptions['managers']> = {
    managerOf: (person) => {
      state.asked += 1;
      if (!state.up) return Promise.reject(new Error('Graph did not answer in time'));
      return Promise.resolve(person === idOf(megan) && manager !== 'nobody' ? manager : undefined);
    },
  };
  return { state, managers };
}

stories('the managers of those who do not answer', (begin) => {
  let story: Story;
  let id: string;
  const overdue = async ({ managers }: Pick<StoryOptions, 'managers'>) => {
    story = await begin({ policy: withManagers, ...(managers === undefined ? {} : { managers }) });
    id = await story.submits(alex);
    await story.says(nestor, 'hi');
    await story.says(isaiah, 'hi');
    for (let day = 0; day < 3; day += 1) await story.advance(DAY + 1);
  };
  const escalated = () => story.card(story.approvals, /Escalated: Technical review/).card;
  const mentioned = () => JSON.stringify(Reflect.get(escalated() ?? {}, 'msteams') ?? '');

  const examined = async () => textOf((await story.says(nestor, '/doctor'))[0]?.card);

  it('are told a business day after the deadline, with whose they are, in their own chat too, and may not vote', async () => {
    const { managers, state } = entra();
    await overdue({ managers });
    const said = textOf(escalated());
    assert.match(said, /For .*Nestor Wilke/);
    assert.match(said, /Told because they manage Megan Bowen, whose answer is missing/);
    assert.match(said, /Entra names no manager who could be told for .*Isaiah Langer/);
    assert.match(mentioned(), /Nestor Wilke/);
    const own = story.card(story.teams.personal(nestor), /Escalated: Technical review/);
    assert.match(textOf(own.card), /Level 1 of 5 of the escalation path/);
    assert.match((await story.taps(nestor, own, 'request/review')).notice ?? '', /does not ask for a role of yours/);
    const asked = state.asked;
    await story.advance(5);
    assert.equal(state.asked, asked);
    assert.match(await examined(), /Managers\s+can be read from Entra/);
  });

  it('are named and not mentioned where the bot has never met them', async () => {
    await overdue(entra({ id: '00000000-0000-4000-8000-00000000beef' as PersonId, name: 'Ada Lovelace' }));
    assert.match(textOf(escalated()), /For Ada Lovelace/);
    assert.doesNotMatch(mentioned(), /Ada/);
  });

  for (const [when, says, outside, doctor] of [
    [
      'nobody has one',
      /Entra names no manager who could be told for .*Megan Bowen/,
      () => entra('nobody'),
      /Managers\s+can be read/,
    ],
    ['Entra does not answer', /Entra did not say who manages .*Megan Bowen/, down, /Managers cannot be read[^]*User.Read.All/],
    [
      'there is no Entra to ask',
      /Entra did not say who manages .*Megan Bowen/,
      () => ({}),
      /Nobody can say who the managers are[^]*GRAPH_ENABLED/,
    ],
  ] as const) {
    it(`are passed over when ${when}, which the card says, and the next level is told at once`, async () => {
      await overdue(outside());
      const said = textOf(story.card(story.teams.personal(isaiah), /Escalated: Technical review/).card);
      assert.match(said, /Level 2 of 5/);
      assert.match(said, says);
      assert.match(await examined(), doctor);
      const steps = (await story.store.requests.find(id as RequestId))?.request.chases.map(({ step }) => step);
      assert.deepEqual(steps, ['half', 'due', 'level-2']);
    });
  }
});

function down() {
  const { managers, state } = entra();
  state.up = false;
  return { managers };
}
