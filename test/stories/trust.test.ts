import assert from 'node:assert/strict';
import { alex, megan, stories, textOf, type Story } from '../support/story.ts';

const TENANT = '00000000-0000-4000-8000-00000000aaaa';

stories('with authentication on', (begin) => {
  let story: Story;
  beforeEach(async () => {
    const bot = { kind: 'password', appId: 'app', password: 'secret', tenantId: TENANT } as const;
    story = await begin({ auth: 'on', config: { bot } });
  });

  const post = (activity: unknown, token?: Parameters<Story['teams']['post']>[2]) =>
    story.teams.post(`${story.url}/api/messages`, activity, token);
  const hello = () => story.teams.message({ by: alex, in: story.teams.personal(alex), text: '/deploy' });
  const nothingWasStored = async () => {
    assert.equal(await story.store.drafts.ofOwner(alex.aadObjectId as never), undefined);
    assert.deepEqual(story.teams.messagesIn(story.teams.personal(alex)), []);
  };

  it('answers Teams', async () => {
    assert.equal((await post(hello())).status, 200);
    assert.equal(story.teams.messagesIn(story.teams.personal(alex)).length, 1);
  });

  for (const token of ['none', 'wrong-audience', 'wrong-issuer', 'expired'] as const) {
    it(`answers 401 to a token that is ${token}, and stores nothing`, async () => {
      const answer = await post(hello(), token);
      assert.equal(answer.status, 401);
      assert.doesNotMatch(answer.text, /Error|token|audience|issuer/i);
      await nothingWasStored();
    });
  }

  it('turns away another tenant and another service address, and stores nothing', async () => {
    const foreign = {
      ...hello(),
      conversation: { ...(hello()['conversation'] as object), tenantId: 'another' },
      channelData: { tenant: { id: 'another' } },
    };
    assert.equal((await post(foreign)).status, 403);
    const elsewhere = await post({ ...hello(), serviceUrl: 'https://teams.example.org/' });
    assert.ok([401, 403].includes(elsewhere.status));
    await nothingWasStored();
  });

  it('believes the person of the activity, whatever the card says', async () => {
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(id));
    const data = {
      ...story.voteData(id),
      by: megan.aadObjectId,
      from: { aadObjectId: megan.aadObjectId },
    };
    const seen = await story.taps(alex, card, 'request/vote', { data });
    assert.match(seen.notice ?? '', /own request/);
  });

  it('has nobody act as somebody else', async () => {
    const [answer] = await story.says(alex, '/as cto');
    assert.match(answer?.text ?? '', /demo only/);
    assert.doesNotMatch((await story.says(alex, '/pending')).map(({ card }) => textOf(card)).join(), /acting as/);
  });

  it('keeps the alerts door shut while it has no key', async () => {
    assert.equal(await story.alert({}), 401);
  });

  it('answers 413 to what is too large and 400 to what is not an activity', async () => {
    assert.equal((await post({ ...hello(), text: 'x'.repeat(2_000_000) })).status, 413);
    for (const body of [[], 'text', 7, {}]) assert.equal((await post(body)).status, 400);
    await nothingWasStored();
  });
});
