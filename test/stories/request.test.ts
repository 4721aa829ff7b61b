import assert from 'node:assert/strict';
import { adele, alex, ANSWERS, buttonsOf, stories, textOf, type Story } from '../support/story.ts';

stories('asking for a deployment', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  it('walks through the sections, from /deploy to a request in every place where it belongs', async () => {
    const id = await story.submits(alex);

    const status = textOf(story.card(story.teams.personal(alex), new RegExp(`${id}[^]*Payments API`)).card);
    assert.match(status, /Waiting/);
    const root = story.card(story.deployments, new RegExp(id));
    assert.equal(root.thread, root.id);
    const approval = textOf(story.card(story.approvals, new RegExp(id)).card);
    for (const role of ['Database Administrator', 'Tech Lead', 'CTO', 'DevOps']) assert.match(approval, new RegExp(role));
  });

  it('mentions everybody who is missing, and nobody else', async () => {
    await story.submits(alex);
    const { card } = story.card(story.approvals, /Payments API/);
    const { msteams } = card as {
      readonly msteams: {
        readonly entities: readonly { readonly mentioned: { readonly id: string; readonly name: string } }[];
      };
    };
    const names = msteams.entities.map(({ mentioned }) => mentioned.name).toSorted();
    assert.deepEqual(names, ['Adele Vance', 'Isaiah Langer', 'Megan Bowen', 'Patti Fernandez']);
  });

  it('keeps what was typed and says what is wrong beside it', async () => {
    const [form] = await story.says(alex, '/deploy');
    assert.ok(form);
    const inputs = { ...ANSWERS['what'], version: 'two point four', title: '' };
    const { message } = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs });

    const text = textOf(message.card);
    assert.match(text, /two point four\n[^]*not a semantic version/);
    assert.match(text, /still empty/);
    assert.ok(
      buttonsOf(message.card).some(({ data }) => data['section'] === 'what'),
      'stays on the section',
    );
  });

  it('goes back without being asked for what is missing', async () => {
    const [form] = await story.says(alex, '/deploy');
    assert.ok(form);
    const second = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    const first = await story.taps(alex, second.message, 'draft/save', {
      with: { go: 'back' },
      inputs: { ...ANSWERS['impact'], trafficIncrease: '35' },
    });
    assert.match(textOf(first.message.card), /2\.4\.1/);
    const again = await story.taps(alex, first.message, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    assert.match(textOf(again.message.card), /^35$/m);
  });

  it('asks for a migration only when the database changes, and passes over what nobody need say', async () => {
    const [form] = await story.says(alex, '/deploy payments 2.4.1 prod database-schema');
    assert.ok(form);
    const impact = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    const changes = await story.taps(alex, impact.message, 'draft/save', {
      with: { go: 'next' },
      inputs: { ...ANSWERS['impact'], changes: 'backend' },
    });
    assert.doesNotMatch(textOf(changes.message.card), /Migration/);
    const risk = await story.taps(alex, changes.message, 'draft/save', {
      with: { go: 'next' },
      inputs: { keyChanges: 'Checkout writes to the new ledger' },
    });
    assert.ok(
      buttonsOf(risk.message.card).some(({ data }) => data['section'] === 'risk'),
      textOf(risk.message.card),
    );
  });

  it('survives a restart in the middle, and goes on where it was', async () => {
    const [form] = await story.says(alex, '/deploy');
    assert.ok(form);
    const second = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    await story.restart();

    const third = await story.taps(alex, second.message, 'draft/save', {
      with: { go: 'next' },
      inputs: ANSWERS['impact'] ?? {},
    });
    assert.ok(buttonsOf(third.message.card).some(({ data }) => data['section'] === 'changes'));
    const [resumed] = await story.says(alex, '/deploy');
    assert.ok(resumed && buttonsOf(resumed.card).some(({ data }) => data['section'] === 'changes'));
  });

  it('turns an old copy of the form into the current one, and loses nothing', async () => {
    const [form] = await story.says(alex, '/deploy');
    assert.ok(form);
    await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    const stale = await story.taps(alex, form, 'draft/save', {
      with: { go: 'next' },
      inputs: { ...ANSWERS['what'], version: '9.9.9' },
    });
    assert.ok(
      buttonsOf(stale.message.card).some(({ data }) => data['section'] === 'impact'),
      'shows where the draft is',
    );
    const back = await story.taps(alex, stale.message, 'draft/save', { with: { go: 'back' } });
    assert.match(textOf(back.message.card), /2\.4\.1/);
  });

  it('is submitted once, however often the button is tapped', async () => {
    await story.submits(alex);
    const before = story.teams.messagesIn(story.approvals).length;
    const drafts = story.teams.messagesIn(story.teams.personal(alex));
    assert.ok(drafts.length > 0);
    const list = await story.store.requests.list({});
    assert.equal(list.length, 1);
    await story.settle();
    assert.equal(story.teams.messagesIn(story.approvals).length, before);
  });

  it('belongs to the one who began it: another person cannot save, submit or discard it', async () => {
    const [form] = await story.says(alex, '/deploy');
    assert.ok(form);
    const other = await story.taps(adele, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    assert.ok(other.notice, 'a sentence, not a form');
    const [mine] = await story.says(alex, '/deploy');
    assert.doesNotMatch(JSON.stringify(mine?.card), /Moves checkout to the new ledger/);
  });

  it('can be edited: the votes that still hold stay, and the card says the new revision', async () => {
    const id = await story.submits(alex);
    const [form] = (await story.says(alex, `/deploy edit ${id}`)).slice(-1);
    assert.ok(form);
    const page = await story.fills(alex, form, { what: { version: '2.4.2' } });
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    await story.settle();
    const approval = textOf(story.card(story.approvals, new RegExp(id)).card);
    assert.match(approval, /2\.4\.2/);
    assert.match(approval, /[Rr]evision 2/);
  });

  it('expires in the open when its window passes unused', async () => {
    const id = await story.submits(alex);
    await story.advance(3 * 24 * 60 + 31);
    assert.match(textOf(story.card(story.deployments, new RegExp(id)).card), /Expired/);
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Expired/);
  });
});
