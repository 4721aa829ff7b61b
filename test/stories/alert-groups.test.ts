import assert from 'node:assert/strict';
import { alertBody, type OneAlert } from '../support/storm-bodies.ts';
import { adele, alex, buttonsOf, isaiah, lynne, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';
import type { FakeMessage } from '../support/fake-teams.ts';

stories('alerts of a rule', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    await story.says(adele, 'hi', story.incidents);
  });

  const fires = (rule: string, more: Partial<OneAlert> = {}) => story.alert(alertBody({ rule, at: story.now(), ...more }));
  const cards = (matching: RegExp) =>
    story.teams
      .messagesIn(story.incidents)
      .filter(({ id, thread: of, onlyFor }) => onlyFor === undefined && of === id)
      .filter(({ card: drawn }) => matching.test(textOf(drawn)));
  const card = (matching: RegExp): FakeMessage => {
    const found = cards(matching);
    assert.equal(
      found.length,
      1,
      `${found.length} cards like ${matching}: ${found.map(({ card: drawn }) => textOf(drawn)).join('---')}`,
    );
    return found[0] ?? assert.fail();
  };
  const thread = (of: FakeMessage) => story.teams.thread(of.thread ?? of.id).map(({ card: drawn }) => textOf(drawn));

  it('are one card, edited in place from the first to the last', async () => {
    await fires('slow');
    assert.equal(cards(/slow/).length, 0, 'it waits half a minute for others');
    await fires('slow', { n: 2 });
    await story.advance(1);
    const first = card(/slow/);
    assert.match(textOf(first.card), /2 of 2 firing/);

    await fires('slow', { n: 3 });
    assert.match(textOf(card(/slow/).card), /2 of 2 firing/);
    await story.advance(5);
    assert.match(textOf(card(/slow/).card), /3 of 3 firing/);
    for (const n of [1, 2, 3]) await fires('slow', { n, condition: 'Resolved' });
    assert.equal(card(/slow/).id, first.id);
    assert.match(textOf(card(/slow/).card), /Resolved/);
  });

  it('are never shown when they are over within the wait', async () => {
    await fires('blip');
    await fires('blip', { condition: 'Resolved' });
    await story.advance(10);
    assert.deepEqual(cards(/blip/), []);
  });

  it('of a rule that is as severe as can be are shown at once, and name who is on call', async () => {
    await fires('down', { severity: 'Sev0' });
    const shown = card(/down/);
    assert.match(JSON.stringify(shown.card), /"type":"mention".*Adele Vance/);
  });

  it('are on the same card when they fire again soon, and on another one when they fire much later', async () => {
    await fires('again', { severity: 'Sev1' });
    await fires('again', { severity: 'Sev1', condition: 'Resolved' });
    await story.advance(10);
    await fires('again', { severity: 'Sev1', n: 2 });
    assert.match(textOf(card(/again/).card), /Firing/);
    await fires('again', { severity: 'Sev1', n: 2, condition: 'Resolved' });
    await story.advance(60);
    await fires('again', { severity: 'Sev1', n: 3 });
    assert.equal(cards(/again/).length, 2);
  });

  it('are called flapping when they come and go, and their card keeps still', async () => {
    for (const n of [1, 2, 3, 4]) {
      await fires('flip', { severity: 'Sev1', n });
      await story.advance(1);
      await fires('flip', { severity: 'Sev1', n, condition: 'Resolved' });
      await story.advance(1);
    }
    await fires('flip', { severity: 'Sev1', n: 5 });
    const edits = card(/flip/).history.length;
    for (const n of [6, 7, 8]) await fires('flip', { severity: 'Sev1', n });
    await story.advance(1);
    assert.ok(card(/flip/).history.length <= edits + 1);
    await story.advance(6);
    assert.match(textOf(card(/flip/).card), /Flapping/);
  });

  it('are acknowledged by whoever is first, and everybody sees by whom', async () => {
    await fires('down', { severity: 'Sev1' });
    const seen = await story.taps(nestor, card(/down/), 'alert/acknowledge');
    assert.match(textOf(seen.message.card), /Acknowledged by Nestor Wilke/);
    await story.settle();
    assert.match(textOf(card(/down/).card), /Acknowledged by Nestor Wilke/);
    const late = await story.taps(adele, card(/down/), 'alert/acknowledge', { data: { group: 'AG-1' } });
    assert.match(late.notice ?? '', /Nestor Wilke has acknowledged this already/);
    await story.taps(adele, card(/down/), 'alert/assign');
    await story.settle();
    assert.match(textOf(card(/down/).card), /Adele Vance is on it/);
  });

  it('climb the escalation path while nobody acknowledges, and stop when somebody does', async () => {
    await fires('down', { severity: 'Sev0' });
    await story.advance(6);
    const [first] = thread(card(/down/)).filter((text) => /escalation 1 of 4/.test(text));
    assert.match(first ?? '', /Team Lead.*Isaiah Langer/);
    await story.advance(5);
    assert.equal(thread(card(/down/)).filter((text) => /escalation 2 of 4/.test(text)).length, 1);
    await story.taps(isaiah, card(/down/), 'alert/acknowledge');
    await story.advance(60);
    assert.equal(thread(card(/Acknowledged/)).filter((text) => /escalation [34] of 4/.test(text)).length, 0);
  });

  it('are said again after four hours while nobody has acknowledged them', async () => {
    await fires('leak', { severity: 'Sev3' });
    await story.advance(1);
    const shown = card(/leak/);
    await story.advance(4 * 60);
    assert.equal(thread(shown).filter((text) => /Still firing: leak/.test(text)).length, 1);
  });

  it('become an incident with an owner, promised updates, a reminder and a summary', async () => {
    await fires('down', { severity: 'Sev1' });
    const shown = card(/down/);
    await story.taps(lynne, shown, 'alert/incident');
    await story.settle();
    const board = () =>
      story.teams.thread(shown.thread ?? shown.id).find(({ card: drawn }) => /What happened/.test(textOf(drawn)));
    const incident = board();
    assert.ok(incident);
    assert.match(textOf(incident.card), /Owner\nLynne Robbins[^]*every 30 min/);
    assert.match(textOf(card(/down/).card), /An incident is open in the thread; Lynne Robbins leads it/);

    await story.advance(31);
    assert.match(thread(shown).join('\n---\n'), /An update is due\n[^]*Lynne Robbins/);
    await story.taps(lynne, incident, 'alert/update', {
      inputs: { 'incident-update': 'A disk is full. It is being made larger.' },
    });
    await story.settle();
    assert.match(thread(shown).join('\n---\n'), /Update 1\n[^]*A disk is full/);

    await fires('down', { severity: 'Sev1', condition: 'Resolved' });
    await story.settle();
    const summary = thread(shown).find((text) => /Summary of the incident/.test(text)) ?? '';
    assert.match(summary, /To acknowledge\n[^]*To resolve\n31 min/);
    assert.match(textOf(board()?.card), /Over/);
  });

  it('are closed by a responder only', async () => {
    await fires('down', { severity: 'Sev1' });
    await story.taps(nestor, card(/down/), 'alert/acknowledge');
    await story.settle();
    const refused = await story.taps(nestor, card(/down/), 'alert/close');
    assert.match(refused.notice ?? '', /hold a deployment role/);
    await story.taps(adele, card(/down/), 'alert/close');
    await story.settle();
    assert.match(textOf(card(/down/).card), /Closed by Adele Vance/);
  });

  it('can be taken away from a deployment, and leave its record', async () => {
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.says(adele, `/start ${id}`);
    await story.advance(2);
    await fires('errors', { severity: 'Sev1' });
    await story.settle();
    assert.match(textOf(card(/errors/).card), new RegExp(`During ${id}`));
    assert.equal((await story.store.requests.list({}))[0]?.alerts.length, 1);
    await story.taps(adele, card(/errors/), 'alert/detach');
    await story.settle();
    assert.doesNotMatch(textOf(card(/errors/).card), new RegExp(`During ${id}`));
    assert.match(textOf(card(/errors/).card), new RegExp(`Adele Vance took this away from ${id}`));
    await fires('errors', { severity: 'Sev1', n: 2 });
    await story.advance(6);
    assert.deepEqual((await story.store.requests.list({}))[0]?.alerts, []);
  });

  it('are listed by /alerts, and shown from there', async () => {
    await fires('down', { severity: 'Sev1' });
    const [list] = await story.says(alex, '/alerts payments');
    assert.match(textOf(list?.card), /down[^]*AG-1 · Firing/);
    assert.ok(list);
    const shown = await story.taps(alex, list, 'alert/show');
    assert.match(textOf(shown.message.card), /Acknowledge/);
    assert.match(textOf((await story.says(alex, '/alerts web'))[0]?.card), /Nothing fires/);
    assert.match((await story.says(alex, '/alerts wep'))[0]?.text ?? '', /no service "wep"/);
    assert.ok(buttonsOf(list.card).length > 0);
  });
});

stories('alerts that nobody answers', (begin) => {
  it('pass over the levels that nobody is behind, which the escalation says', async () => {
    const story = await begin({
      policy: (demo) => {
        const empty = demo.escalation.flatMap((level, n) => ('role' in level && n !== 2 ? [level.role] : []));
        const roles = [...demo.roles].map(([id, one]) => [id, empty.includes(id) ? { ...one, members: [] } : one] as const);
        return { ...demo, roles: new Map(roles) };
      },
    });
    await story.says(adele, 'hi', story.incidents);
    await story.alert(alertBody({ rule: 'down', at: story.now(), severity: 'Sev0' }));
    const shown = story.card(story.incidents, /^Sev 0[^]*down/);
    assert.match(textOf(shown.card), /it goes to the Director/);
    await story.advance(6);
    const thread = () => story.teams.thread(shown.thread ?? shown.id).map(({ card }) => textOf(card));
    const escalations = () => thread().filter((text) => /escalation \d of 4/.test(text));
    assert.match(escalations().join('---'), /escalation 3 of 4[^]*Nobody holds Team Lead and Department Manager, so the path/);
    await story.advance(5);
    assert.equal(escalations().length, 2);
    assert.match(escalations().join('---'), /escalation 4 of 4[^]*path ends here: nobody holds Executive Sponsor/);
  });
});
