import assert from 'node:assert/strict';
import { INPUT } from '../../bot/cards/actions.ts';
import type { PeopleReader } from '../../bot/flows/ports.ts';
import { alex, ANSWERS, isaiah, stories, textOf, type Story } from '../support/story.ts';

/** Works for the organisation, and is in no team that the bot is in. */
const ADA = '00000000-0000-4000-8000-0000000000ad';
const people: PeopleReader = {
  find: (id) => Promise.resolve(id === ADA ? { id, name: 'Ada Lovelace' } : undefined),
};
const REGISTERED = {
  auth: 'on',
  config: { bot: { kind: 'password', appId: 'the app', password: 'not used', tenantId: 'the tenant' } },
} as const;

stories('choosing people', (begin) => {
  const form = async (story: Story) =>
    (await story.says(alex, '/deploy')).findLast(({ card }) => textOf(card).includes('New request')) ?? assert.fail('no form');

  /** The page with the pickers of those who are on call. */
  async function onCallPage(story: Story) {
    let page = await form(story);
    for (const [section, inputs] of Object.entries(ANSWERS)) {
      if (section === 'on-call') return page;
      page = (await story.taps(alex, page, 'draft/save', { with: { go: 'next', section }, inputs })).message;
    }
    return page;
  }

  it('offers those whom the bot has met, and lets Teams look up the others', async () => {
    const story = await begin(REGISTERED);
    const [emergency] = (await story.says(alex, '/emergency')).slice(-1);
    const [delegation] = (await story.says(alex, '/delegate')).slice(-1);
    for (const { card } of [await onCallPage(story), emergency ?? assert.fail(), delegation ?? assert.fail()]) {
      const json = JSON.stringify(card);
      assert.match(json, /"choices\.data":\{"type":"Data\.Query","dataset":"graph\.microsoft\.com\/users"\}/);
      assert.match(json, /"title":"Adele Vance"/);
    }
  });

  it('offers a plain list where the client cannot look people up', async () => {
    const json = JSON.stringify((await onCallPage(await begin())).card);
    assert.doesNotMatch(json, /choices\.data/);
    assert.match(json, /"title":"Adele Vance"/);
  });

  it('takes somebody of the organisation whom the bot has never met, and knows their name from then on', async () => {
    const story = await begin({ people });
    const id = await story.submits(alex, { 'on-call': { onCallEngineer: ADA } });
    const [details] = await story.says(isaiah, `/status ${id}`);
    assert.match(textOf(details?.card), /On-call engineer\s+Ada Lovelace/);
  });

  it('takes them on the card of a delegation, too', async () => {
    const story = await begin({ people });
    const [form] = (await story.says(isaiah, '/delegate')).slice(-1);
    const inputs = { [INPUT.delegateTo]: ADA, [INPUT.delegateFrom]: '2026-11-24', [INPUT.delegateUntil]: '2026-11-24' };
    const made = await story.taps(isaiah, form ?? assert.fail(), 'delegation/make', { inputs });
    assert.match(textOf(made.message.card), /Ada Lovelace/);
  });

  for (const [what, options] of [
    ['nobody of the organisation', { people }],
    ['somebody about whom nobody can be asked', {}],
  ] as const) {
    it(`says beside the field when it is ${what}`, async () => {
      const story = await begin(options);
      const inputs = { ...ANSWERS['on-call'], onCallEngineer: what.startsWith('nobody') ? ADA.replace('ad', 'ae') : ADA };
      const page = await onCallPage(story);
      const refused = await story.taps(alex, page, 'draft/save', { with: { go: 'next', section: 'on-call' }, inputs });
      assert.match(textOf(refused.message.card), /not known to Signoff/);
    });
  }
});
