import assert from 'node:assert/strict';
import { createDialogs, submitsIn, type Dialog, type Dialogs } from '../support/dialogs.ts';
import type { FakeMessage, FakePlace } from '../support/fake-teams.ts';
import { adele, alex, ANSWERS, buttonsOf, megan, nestor, stories, textOf, type Story } from '../support/story.ts';

/** Two people talk, and the bot is no part of it: Teams calls that personal, too. */
const ASIDE: FakePlace = { id: '19:alex_nestor@unq.gbl.spaces', scope: 'personal', name: 'aside', members: [alex, nestor] };

/** As in Teams: the bot is registered, and its people have clients that know dialogs. */
const REGISTERED = {
  auth: 'on',
  config: { bot: { kind: 'password', appId: 'the app', password: 'not used', tenantId: 'the tenant' } },
} as const;

/** What is turned down on a page, and what is said beside it; what was typed otherwise stays. */
const WRONG: Readonly<Record<string, readonly [typed: Readonly<Record<string, string>>, said: RegExp]>> = {
  what: [
    { version: 'two point four', title: 'مرحبا 👩‍👩‍👧 **x**', summary: 'x'.repeat(40_000) },
    /two point four\n[^]*not a semantic version[^]*مرحبا 👩‍👩‍👧 \*\*x\*\*[^]*Keep it to 600 characters/,
  ],
  window: [{ date: '2026-11-20' }, /2026-11-20[^]*This time has passed/],
};

/** The whole form for a database change, each page sent again once it was turned down. */
async function fillIn(dialog: Dialog): Promise<Dialog> {
  let page = dialog;
  for (const [section, answers] of Object.entries(ANSWERS)) {
    const [typed, said] = WRONG[section] ?? [];
    if (said !== undefined) {
      page = await page.taps({ go: 'next', section }, { ...answers, ...typed });
      assert.match(textOf(page.card), said);
    }
    page = await page.taps({ go: 'next', section }, answers);
  }
  return page;
}

stories('the form in a dialog', (begin) => {
  let story: Story;
  let dialogs: Dialogs;
  beforeEach(async () => {
    story = await begin(REGISTERED);
    dialogs = createDialogs(story.teams, () => story.url);
  });

  const form = async (): Promise<FakeMessage> => {
    const [found] = (await story.says(alex, '/deploy')).slice(-1);
    assert.ok(found);
    return found;
  };

  it('is opened by a button, keeps what had been typed beside it, and ends in a request', async () => {
    const dialog = await dialogs.fromButton(alex, await form(), { version: '2.4.1' });
    assert.equal(dialog.title, 'Deployment request');
    assert.match(textOf(dialog.card), /2\.4\.1/);

    const check = await fillIn(dialog);
    const ended = await check.taps({ go: 'submit' });
    const id = /DEP-\d+/.exec(ended.closing ?? '')?.[0] ?? assert.fail(textOf(ended.card));
    await story.settle();
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Payments API 2\.4\.1/);
  });

  it('is opened by the command of a compose box, also where the bot is no part of the chat', async () => {
    const check = await fillIn(await dialogs.fromCompose(alex, ASIDE));
    const chat = await form();
    const [ended] = await Promise.all([
      check.taps({ go: 'submit' }),
      story.taps(alex, chat, 'draft/save', { with: { go: 'submit' } }),
    ]);
    assert.match(ended.closing ?? '', /DEP-\d+ is submitted|draft was submitted/);
    const requests = await story.store.requests.list({});
    assert.equal(requests.length, 1, 'handed in at once in two windows');
    const id = requests[0]?.id ?? assert.fail();
    await story.settle();
    assert.ok(story.card(story.approvals, new RegExp(id)));
    assert.deepEqual(
      story.teams.calls().filter(({ path }) => path.includes('unq.gbl.spaces')),
      [],
    );
  });

  it('loses nothing when it is closed: the chat, another dialog and a restart go on where it was', async () => {
    const dialog = await dialogs.fromCompose(alex, story.approvals);
    await dialog.taps({ go: 'next' }, ANSWERS['what']);
    await story.restart();

    const again = await dialogs.fromCompose(alex, story.deployments);
    assert.ok(
      submits(again).some(({ section }) => section === 'impact'),
      textOf(again.card),
    );
    const [chat] = await story.says(alex, '/deploy');
    assert.ok(chat && buttonsOf(chat.card).some(({ data }) => data['section'] === 'impact'));
  });

  it('is brought up to date, and not obeyed, when the draft went on elsewhere meanwhile', async () => {
    const dialog = await dialogs.fromCompose(alex, story.approvals);
    const chat = await form();
    await story.taps(alex, chat, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    const late = await dialog.taps({ go: 'next' }, { ...ANSWERS['what'], version: '9.9.9' });
    assert.ok(submits(late).some(({ section }) => section === 'impact'));
    assert.doesNotMatch(textOf((await late.taps({ go: 'back' })).card), /9\.9\.9/);
  });

  it('is left for later, or discarded, with a sentence', async () => {
    const later = await (await dialogs.fromCompose(alex, ASIDE)).taps({ go: 'later' }, { version: '2.4.7' });
    assert.match(later.closing ?? '', /draft is saved/);
    const resumed = await dialogs.fromCompose(alex, ASIDE);
    assert.match(textOf(resumed.card), /2\.4\.7/);
    assert.match((await resumed.taps({ go: 'discard' })).closing ?? '', /discarded/);
  });

  it('has no button that would open another dialog, and none that only a chat knows', async () => {
    const dialog = await dialogs.fromCompose(alex, ASIDE);
    assert.deepEqual(buttonsOf(dialog.card), []);
    assert.deepEqual(
      submits(dialog).filter(({ msteams }) => msteams !== undefined),
      [],
    );
  });

  it('belongs to the one who began it', async () => {
    const dialog = await dialogs.fromCompose(alex, story.approvals);
    const [data] = submits(dialog);
    const value = { commandId: 'deploy', data: { ...data, go: 'next', ...ANSWERS['what'] } };
    const invoke = story.teams.invoke({ by: adele, in: story.approvals, name: 'composeExtension/submitAction', value });
    const { body } = await story.teams.post(`${story.url}/api/messages`, invoke);
    assert.match(JSON.stringify(body), /"task":\{"type":"message"/);
  });
});

const submits = ({ card }: Dialog) => submitsIn(card);

stories('the form in a channel', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  /** Fills in the card that `alex` was given for `/deploy` in a channel, and hands it in. */
  async function requested(form: FakeMessage): Promise<string> {
    const done = await story.taps(alex, await story.fills(alex, form), 'draft/save', { with: { go: 'submit' } });
    return /DEP-\d+/.exec(textOf(done.message.card))?.[0] ?? assert.fail(textOf(done.message.card));
  }

  it('comes to the one who asked for it alone, and makes a whole request there', async () => {
    const [form] = await story.says(alex, '/deploy payments', story.deployments);
    assert.ok(form);
    assert.deepEqual([form.place.id, form.onlyFor], [story.deployments.id, alex.id]);
    assert.match(await requested(form), /^DEP-/);
    assert.deepEqual(
      story.teams.seenBy(nestor, story.deployments).filter(({ id }) => id === form.id),
      [],
    );
  });

  it('comes to their own chat where Teams will not have a private answer', async () => {
    story.teams.refuse({ status: 403, of: 'targeted' });
    const [form] = await story.says(alex, '/deploy payments', story.deployments);
    assert.ok(form);
    assert.equal(form.place.id, story.teams.personal(alex).id);
    assert.match(await requested(form), /^DEP-/);
  });
});

stories('what nobody should send to a dialog or a search', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin(REGISTERED);
  });

  const send = async (name: string, value: unknown) => {
    const invoke = story.teams.invoke({ by: alex, in: ASIDE, name, value });
    const { status, body } = await story.teams.post(`${story.url}/api/messages`, invoke);
    assert.equal(status, 200);
    return JSON.stringify(body);
  };

  const sent: readonly (readonly [string, string, unknown, RegExp])[] = [
    ['a verb of a card', 'task/submit', { data: { verb: 'request/vote', request: 'DEP-1001' } }, /older card/],
    ['a verb of nobody', 'task/fetch', { data: { verb: 'draft/__proto__' } }, /older card/],
    ['no verb', 'composeExtension/submitAction', { commandId: 'deploy' }, /older card/],
    ['a command of nobody', 'composeExtension/fetchTask', { commandId: 'drop' }, /older card/],
    ['a draft of nobody', 'task/submit', { data: { verb: 'draft/save', draft: 'x', revision: 1 } }, /older card/],
    ['40 kB of search', 'composeExtension/query', { parameters: [{ name: 'query', value: 'x'.repeat(40_000) }] }, /No request/],
    ['a search for a list', 'composeExtension/query', { parameters: { name: 'query', value: ['x'] } }, /No request/],
    ['a link of 40 kB', 'composeExtension/queryLink', { url: `https://${'x'.repeat(40_000)}` }, /"attachments":\[\]/],
  ];
  for (const [what, name, value, sentence] of sent) {
    it(`is answered with a sentence when it is ${what} for ${name}`, async () => {
      assert.match(await send(name, value), sentence);
    });
  }
});

stories('finding requests from a compose box', (begin) => {
  let story: Story;
  let id = '';
  const LINKS = { config: { publicUrl: 'https://signoff.contoso.example' } };
  beforeEach(async () => {
    story = await begin(LINKS);
    id = await story.submits(alex);
  });

  const ask = async (name: string, value: object, place: FakePlace = ASIDE) => {
    const answer = await story.teams.post(
      `${story.url}/api/messages`,
      story.teams.invoke({ by: nestor, in: place, name, value }),
    );
    assert.equal(answer.status, 200);
    return (answer.body as { readonly composeExtension: Result }).composeExtension;
  };
  const search = (text: string) =>
    ask('composeExtension/query', {
      commandId: 'find',
      parameters: [{ name: 'query', value: text }],
      queryOptions: { skip: 0, count: 25 },
    });
  const found = async (text: string) => ((await search(text)).attachments ?? []).map(({ preview }) => preview.content);

  it('shows the newest before anything was typed', async () => {
    const shown = await ask('composeExtension/query', { parameters: [{ name: 'initialRun', value: 'true' }] });
    assert.equal(shown.attachments?.[0]?.preview.content.title, 'Payments API 2.4.1 · Production');
  });

  for (const words of [
    'payments',
    '2.4',
    'v2.4.1',
    'alex',
    'wilb',
    'waiting',
    'pending',
    'prod',
    'ledger',
    'Payments 2.4 Alex waiting',
  ]) {
    it(`finds it by ${words}`, async () => {
      assert.equal((await found(words)).length, 1);
    });
  }

  it('finds it by its number', async () => {
    assert.match((await found(id.toLowerCase()))[0]?.text ?? '', new RegExp(`^${id} · .*asked by Alex Wilber$`));
  });

  for (const words of ['2.5', 'approved', 'megan', 'uat', 'DEP-999999', '%', '2.4_', "'; drop table request; --"]) {
    it(`says so when nothing fits ${words}`, async () => {
      const none = await search(words);
      assert.equal(none.type, 'message');
      assert.match(none.text ?? '', /No request fits/);
    });
  }

  it('puts a card into the conversation that says nothing private and is asked for anew by whoever looks', async () => {
    const [attachment] = (await search(id)).attachments ?? [];
    const card = attachment?.content as {
      readonly refresh: { readonly action: { readonly verb: string; readonly data: object } };
    };
    assert.deepEqual(
      buttonsOf(card)
        .map(({ verb }) => verb)
        .toSorted(),
      ['request/look', 'request/show'],
    );
    assert.doesNotMatch(JSON.stringify(card), /msteams|mention/);

    await story.says(alex, `/deploy cancel ${id} not this week`);
    const { verb, data } = card.refresh.action;
    const invoke = story.teams.invoke({
      by: megan,
      in: ASIDE,
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'automatic' },
    });
    const { text } = await story.teams.post(`${story.url}/api/messages`, invoke);
    assert.match(text, /Cancelled/);
    await story.settle();
    assert.deepEqual(
      story.teams.calls().filter(({ path }) => path.includes('unq.gbl.spaces')),
      [],
    );
  });

  it('has its own link where everything stands, for whoever wants to share it', async () => {
    const [everything] = (await story.says(nestor, `/deploy show ${id}`)).slice(-1);
    const link = `https://signoff.contoso.example/requests/${id}`;
    assert.ok(JSON.stringify(everything?.card).includes(`{"type":"Action.OpenUrl","url":"${link}"}`), textOf(everything?.card));
  });

  it('turns a link to a request into its card, and no other link', async () => {
    const link = async (url: unknown) => ((await ask('composeExtension/queryLink', { url })).attachments ?? []).length;
    assert.equal(await link(`https://signoff.contoso.example/requests/${id}`), 1);
    assert.equal(await link('https://signoff.contoso.example/requests/DEP-999999'), 0);
    assert.equal(await link(`https://evil.example/requests/${id}`), 0);
    assert.equal(await link('not a link'), 0);
    assert.equal(await link({ url: 1 }), 0);
  });
});

interface Result {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly content: object;
    readonly preview: { readonly content: { readonly title: string; readonly text: string } };
  }[];
}
