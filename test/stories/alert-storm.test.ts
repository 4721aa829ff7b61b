import assert from 'node:assert/strict';
import { alertBody, stormBodies, type OneAlert } from '../support/storm-bodies.ts';
import { adele, alex, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

/** What stands in the channel itself, threads and private answers left out. */
const shown = (story: Story, matching: RegExp) =>
  story.teams
    .messagesIn(story.incidents)
    .filter(({ id, thread, onlyFor }) => onlyFor === undefined && thread === id)
    .filter(({ card }) => matching.test(textOf(card)));

const fires = (story: Story, rule: string, more: Partial<OneAlert> = {}) =>
  story.alert(alertBody({ rule, at: story.now(), severity: 'Sev1', ...more }));

stories('a silence', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    await story.says(adele, 'hi', story.incidents);
  });

  it('keeps a service quiet until it ends, and then tells what it held back', async () => {
    const [done] = await story.says(adele, '/silence payments prod 2h load test');
    assert.match(done?.text ?? '', /SIL-1 holds until/);
    await story.settle();
    assert.match(textOf(shown(story, /load test/)[0]?.card), /Payments API · Production[^]*Adele Vance/);

    await fires(story, 'busy');
    await fires(story, 'busy', { n: 2 });
    await fires(story, 'other', { resource: 'rg-web-prod' });
    assert.deepEqual([shown(story, /busy/).length, shown(story, /other/).length], [0, 1]);
    assert.match(textOf((await story.says(alex, '/alerts payments'))[0]?.card), /busy[^]*Silenced[^]*SIL-1 keeps this quiet/);

    await story.advance(2 * 60);
    assert.match(textOf(shown(story, /has ended/)[0]?.card), /2 alerts of one rule were held back[^]*One still fires/);
    assert.equal(shown(story, /^Sev 1[^]*busy/).length, 1, 'what still fires is told now');
  });

  it('is made on the card of an alert, shows there, and is ended early by a responder', async () => {
    await fires(story, 'noise');
    const [card] = shown(story, /noise/);
    assert.ok(card);
    const inputs = { 'silence-for': '4h', 'silence-reason': 'known' };
    assert.match((await story.taps(nestor, card, 'alert/silence', { inputs })).notice ?? '', /hold a deployment role/);
    await story.taps(adele, card, 'alert/silence', { inputs });
    await story.settle();
    assert.match(textOf(shown(story, /^Sev 1[^]*noise/)[0]?.card), /Silenced[^]*SIL-1 keeps this quiet until/);
    await story.says(adele, '/silence end SIL-1');
    await story.settle();
    assert.match(textOf(shown(story, /^Sev 1[^]*noise/)[0]?.card), /Firing/);
    assert.match(textOf(shown(story, /SIL-1 has ended/)[0]?.card), /noise/);
  });

  it('ends at the moment that was named on the card', async () => {
    await fires(story, 'noise');
    const [card] = shown(story, /noise/);
    assert.ok(card);
    const until = { 'silence-for': 'until', 'silence-date': '2026-11-23', 'silence-time': '11:30', 'silence-reason': 'known' };
    const past = await story.taps(adele, card, 'alert/silence', { inputs: { ...until, 'silence-time': '08:00' } });
    assert.match(past.notice ?? '', /has to end in the future/);
    await story.taps(adele, card, 'alert/silence', { inputs: until });
    await story.advance(149);
    assert.match(textOf(shown(story, /^Sev 1[^]*noise/)[0]?.card), /keeps this quiet until Mon 23 Nov, 11:30/);
    await story.advance(2);
    assert.match(textOf(shown(story, /^Sev 1[^]*noise/)[0]?.card), /Firing/);
  });

  it('is made and ended on the card that /silence answers with, too', async () => {
    const [board] = await story.says(adele, '/silence');
    assert.ok(board);
    assert.match(textOf(board.card), /Nothing is silenced/);
    const inputs = { 'silence-service': 'payments', 'silence-environment': 'all', 'silence-for': '1h', 'silence-rule': 'slow' };
    const refused = await story.taps(adele, board, 'silence/begin', { inputs });
    assert.match(refused.notice ?? '', /needs a reason/);
    await story.taps(adele, board, 'silence/begin', { inputs: { ...inputs, 'silence-reason': 'known' } });
    await fires(story, 'slow');
    await fires(story, 'fast');
    assert.deepEqual([shown(story, /^Sev 1[^]*slow/).length, shown(story, /^Sev 1[^]*fast/).length], [0, 1]);
    const [list] = await story.says(adele, '/silence');
    assert.ok(list);
    assert.match(textOf(list.card), /Payments API · slow\nknown\nSIL-1 · until Mon 23 Nov, 10:00/);
    await story.taps(adele, list, 'silence/end');
    await story.settle();
    assert.equal(shown(story, /^Sev 1[^]*slow/).length, 1);
  });

  it('is timed by the clock of whoever makes it', async () => {
    const inNewYork = { ...adele, zone: 'America/New_York' };
    const [done] = await story.says(inNewYork, '/silence payments until 08:00 known');
    assert.match(done?.text ?? '', /SIL-1 holds until Mon 23 Nov, 08:00/);
    await fires(story, 'slow');
    assert.match(textOf((await story.says(alex, '/alerts'))[0]?.card), /keeps this quiet until Mon 23 Nov, 14:00/);
  });

  for (const [words, answer] of [
    ['/silence payments', /needs what it is about, how long it lasts and why/],
    ['/silence payments 2h', /needs what it is about/],
    ['/silence payments 8d too long', /lasts 168 h at most/],
    ['/silence prod 1h everything', /Name a service or a rule/],
    ['/silence AG-77 1h who', /no such alert/],
    ['/silence end SIL-9', /no such silence/],
  ] as const) {
    it(`is never made of "${words}"`, async () => {
      const [reply] = await story.says(adele, words);
      assert.match(reply?.text ?? '', answer);
    });
  }
});

stories('alerts that only follow from something else', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    await story.says(adele, 'hi', story.incidents);
  });

  it('are held back while Azure itself is unwell, counted on its card, and told when that is over', async () => {
    const health = alertBody({ rule: 'azure-health', at: story.now(), severity: 'Sev4' });
    const essentials = { ...health.data.essentials, monitoringService: 'Resource Health', signalType: 'Activity Log' };
    await story.alert({ ...health, data: { ...health.data, essentials } });
    await story.advance(1);
    await fires(story, 'errors');
    await fires(story, 'slow');
    await fires(story, 'elsewhere', { resource: 'rg-web-prod' });
    assert.deepEqual([shown(story, /errors/).length, shown(story, /elsewhere/).length], [0, 1]);
    assert.match(textOf((await story.says(alex, '/alerts'))[0]?.card), /2 groups are held back/);
    assert.match(textOf(shown(story, /azure-health/)[0]?.card), /2 other groups are held back because of this/);
    await story.advance(61);
    assert.doesNotMatch(textOf(shown(story, /azure-health/)[0]?.card), /held back because/);
    assert.deepEqual([shown(story, /errors/).length, shown(story, /slow/).length], [1, 1]);
  });

  it('are held back while a deployment of the service is rolled back', async () => {
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.says(adele, `/start ${id}`);
    await story.says(adele, '/rollback error rate');
    await story.settle();
    const [request] = await story.store.requests.list({});
    if (request?.state !== 'rolling-back') await story.says(isaiah, `/rollback ${id} agreed`);
    await fires(story, 'errors');
    assert.equal(shown(story, /errors/).length, 0);
    assert.match(textOf((await story.says(alex, '/alerts'))[0]?.card), /errors[^]*Held back/);
  });
});

stories('a storm', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    await story.says(adele, 'hi', story.incidents);
  });

  const breaks = async (alerts: number, rules: number) => {
    const answers = await Promise.all(
      stormBodies(alerts, rules, story.now()).map((body) =>
        fetch(`${story.url}/api/alerts`, { method: 'POST', body: JSON.stringify(body) }),
      ),
    );
    assert.ok(answers.every(({ status }) => status === 200));
    await story.settle();
  };
  const storm = () => {
    const [card, ...more] = shown(story, /Alert storm/);
    assert.ok(card);
    assert.deepEqual(more, []);
    return card;
  };
  const thread = () => story.teams.thread(storm().id).map(({ card }) => textOf(card));

  it('is one card that counts, with what is most severe on cards of its own within five seconds, and nothing lost', async () => {
    const began = Date.parse(story.now());
    await breaks(600, 120);
    const urgent = story.teams.calls().filter(({ kind, body }) => kind === 'create' && /Sev 0/.test(JSON.stringify(body)));
    assert.equal(urgent.length, 3);
    assert.ok(urgent.every(({ at }) => at - began <= 5_000));

    await story.advance(1);
    assert.match(textOf(storm().card), /585 alerts of 117 rules[^]*Firing\n585/);
    assert.equal(shown(story, /rule-/).length, 4, 'the storm and the three that are most severe');

    await story.advance(1);
    await story.alert(alertBody({ rule: 'rule-1', n: 1, at: story.now(), condition: 'Resolved', resource: 'rg-ord-prod' }));
    await story.advance(6);
    assert.match(textOf(storm().card), /Firing\n584/);
    const [list] = await story.says(alex, '/alerts');
    assert.match(textOf(list?.card), /120 groups[^]*1 to 12 of 120/);
    let page = list ?? assert.fail();
    const listed = new Set<string>();
    for (let pages = 0; pages < 10; pages += 1) {
      for (const [id] of textOf(page.card).matchAll(/AG-\d+/g)) listed.add(id);
      if (pages < 9) page = (await story.taps(alex, page, 'alerts/list', { with: { from: 12 * (pages + 1) } })).message;
    }
    assert.equal(listed.size, 120, 'every one of them is on a page');
    assert.deepEqual(story.teams.breaches(), []);
    assert.equal((await story.store.alerts.list(1_000)).length, 600);

    await story.advance(15);
    assert.match(textOf(storm().card), /Nothing new/);
    for (const n of [1, 121]) {
      const resource = 'rg-ord-prod';
      await story.alert(alertBody({ rule: 'rule-1', n, at: story.now(), condition: 'Resolved', resource }));
    }
    await story.advance(6);
    assert.match(textOf(storm().card), /Firing\n583/, 'it is kept true when nothing is added any more');
    await fires(story, 'afterwards');
    assert.equal(shown(story, /afterwards/).length, 1);
  });

  it('climbs the escalation path as a whole while nobody answers, and stops when somebody has seen it', async () => {
    await breaks(40, 40);
    await story.advance(1);
    assert.match(textOf(storm().card), /Nobody has acknowledged this yet[^]*it goes to the Team Lead/);
    for (let minutes = 0; minutes < 60; minutes += 20) await story.advance(20);
    assert.equal(thread().filter((text) => /escalation 1 of 4[^]*Isaiah Langer/.test(text)).length, 1);

    const seen = await story.taps(nestor, storm(), 'storm/acknowledge');
    assert.match(textOf(seen.message.card), /Acknowledged by Nestor Wilke/);
    await story.settle();
    const late = await story.taps(adele, storm(), 'storm/acknowledge', { data: { storm: 'STORM-1' } });
    assert.match(late.notice ?? '', /Nestor Wilke has acknowledged this already/);
    for (let minutes = 0; minutes < 120; minutes += 20) await story.advance(20);
    assert.equal(thread().filter((text) => /escalation 2 of 4/.test(text)).length, 0);
  });

  it('is said again as one card, and not as two hundred, when it still fires hours later', async () => {
    await breaks(40, 40);
    await story.advance(1);
    for (let minutes = 0; minutes < 4 * 60; minutes += 30) await story.advance(30);
    assert.equal(shown(story, /Alert storm/).length, 2);
    assert.equal(shown(story, /^Sev [234]/).length, 0);
    assert.deepEqual(story.teams.breaches(), []);
  });

  it('is shown all the same when Teams takes nothing for half a minute', async () => {
    const waiting = async (what: string) => {
      const metrics = await (await fetch(`${story.url}/metrics`)).text();
      return Number(new RegExp(`^signoff_alerts_${what}_seconds (.*)$`, 'm').exec(metrics)?.[1]);
    };
    story.teams.refuse({ status: 429, retryAfter: '30' });
    await breaks(60, 60);
    assert.deepEqual(shown(story, /./), []);
    assert.deepEqual([await waiting('unread'), (await waiting('unshown')) > 0], [0, true]);
    story.teams.recover();
    await story.advance(1);
    await story.advance(1);
    assert.equal(shown(story, /^Sev 0/).length, 2);
    assert.match(textOf(storm().card), /58 alerts of 58 rules/);
    assert.equal(await waiting('unshown'), 0);
    assert.deepEqual(story.teams.breaches(), []);
  });
});
