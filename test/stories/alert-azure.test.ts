import assert from 'node:assert/strict';
import { createWriteBack } from '../../bot/flows/write-back.ts';
import { createFakeArm, listedAlert, type FakeArm } from '../support/fake-arm.ts';
import { alertBody } from '../support/storm-bodies.ts';
import { adele, stories, storiesOnPostgres, textOf, type Story } from '../support/story.ts';
import { silent } from '../http/silent.ts';
import { layWire, type Wire } from '../support/wire.ts';

stories("Azure's own record of alerts", (begin) => {
  let story: Story;
  let arm: FakeArm;
  beforeEach(async () => {
    arm = createFakeArm();
    story = await begin({ azureAlerts: arm.azureAlerts });
    await story.says(adele, 'hi', story.incidents);
  });

  const card = (matching: RegExp) => {
    const found = story.teams.messagesIn(story.incidents).filter(({ card: drawn }) => matching.test(textOf(drawn)));
    assert.equal(found.length, 1);
    return found[0] ?? assert.fail();
  };
  const changes = () => arm.calls.filter(({ url }) => url.pathname.endsWith('/changestate'));
  const fires = (rule: string) => story.alert(alertBody({ rule, at: story.now(), severity: 'Sev1' }));

  it('is told who acknowledged and who closed an alert, and the card says so', async () => {
    await fires('down');
    await story.taps(adele, card(/down/), 'alert/acknowledge');
    await story.settle();
    const [change] = changes();
    assert.equal(
      change?.url.href,
      'https://management.azure.com/subscriptions/11111111-2222-4333-8444-555555555555/providers/microsoft.alertsmanagement/alerts/down-1/changestate?api-version=2019-03-01&newState=Acknowledged',
    );
    assert.deepEqual(
      [change.method, change.authorization, change.body],
      ['POST', 'Bearer arm-token', { comments: 'Adele Vance (AG-1)' }],
    );
    assert.match(textOf(card(/down/).card), /Azure shows it as acknowledged/);

    await story.taps(adele, card(/down/), 'alert/close');
    await story.settle();
    assert.deepEqual(
      changes().map(({ url }) => url.searchParams.get('newState')),
      ['Acknowledged', 'Closed'],
    );
  });

  it('is told again later when that failed, which the card says meanwhile', async () => {
    await fires('down');
    arm.fail(403);
    await story.taps(adele, card(/down/), 'alert/acknowledge');
    await story.settle();
    assert.match(textOf(card(/down/).card), /Azure could not be told of this/);
    arm.mend();
    await story.advance(5);
    assert.match(textOf(card(/down/).card), /Azure shows it as acknowledged/);
  });

  it('is read as far back as needed after it could not be read for hours', async () => {
    arm.fail(503);
    for (let hours = 0; hours < 3; hours += 1) await story.advance(60);
    arm.mend();
    arm.alerts.push(listedAlert('missed', { startDateTime: story.now() }));
    await story.advance(5);
    const asked = arm.calls.at(-1)?.url.searchParams.get('customTimeRange')?.split('/')[0] ?? '';
    assert.ok(asked <= '2026-11-23T08:05', asked);
  });

  it('brings the alerts that no webhook brought, and those that are over, once each', async () => {
    await fires('heard');
    const at = story.now();
    arm.alerts.push(
      listedAlert('heard-1', { startDateTime: at }),
      listedAlert('missed', { startDateTime: at, severity: 'Sev0' }),
    );
    arm.alerts.push(listedAlert('other', { startDateTime: at }));
    await story.advance(5);
    await story.settle();
    assert.match(textOf(card(/missed/).card), /Sev 0 · Payments API · Production/);
    assert.equal((await story.store.alerts.list(9)).length, 3);

    arm.alerts[1] = listedAlert('missed', {
      startDateTime: at,
      monitorCondition: 'Resolved',
      monitorConditionResolvedDateTime: story.now(),
    });
    await story.advance(5);
    await story.settle();
    assert.match(textOf(card(/missed/).card), /Resolved/);
  });

  it('may be out of reach: webhooks are shown all the same', async () => {
    arm.fail(503);
    await story.advance(5);
    await fires('down');
    assert.match(textOf(card(/down/).card), /Firing/);
  });
});

stories('what Azure is owed', (begin) => {
  it('is told it by somebody else a minute later when whoever had it in hand was killed before saying a word', async () => {
    const story = await begin(); // without Azure, so that nobody but those two below tells it anything
    await story.says(adele, 'hi', story.incidents);
    await story.alert(alertBody({ rule: 'down', at: story.now(), severity: 'Sev1' }));
    const card = () => story.card(story.incidents, /down/);
    await story.taps(adele, card(), 'alert/acknowledge');

    const told: string[] = [];
    const one = (changeState: () => Promise<void>) =>
      createWriteBack({
        groups: story.store.alertGroups,
        azure: { changeState },
        nameOf: (person) => Promise.resolve(person),
        clock: { now: story.now },
        chance: { fraction: () => 0 },
        log: silent,
      });
    const other = one(() => Promise.resolve(void told.push('other')));
    await new Promise<void>((killed) => {
      const first = one(() => {
        killed();
        return new Promise(() => undefined);
      });
      void first();
    });
    await other();
    assert.deepEqual(told, [], 'it may be telling Azure just now');
    await story.advance(1);
    await other();
    await story.settle();
    assert.deepEqual(told, ['other']);
    assert.match(textOf(card().card), /Azure shows it as acknowledged/);
  });
});

storiesOnPostgres('a database that is gone for a whole minute', (begin, url) => {
  let wire: Wire | undefined;
  after(() => wire?.close());

  it('has alerts turned away, and brought afterwards, by Azure or by asking Azure, each as one card', async () => {
    const own = await layWire(new URL(url));
    wire = own;
    const arm = createFakeArm();
    const story = await begin({ instances: 1, azureAlerts: arm.azureAlerts, reach: own.through });
    await story.says(adele, 'hi', story.incidents);
    const rules = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `lost-${name}`);
    const bodies = rules.map((rule) => alertBody({ rule, at: story.now(), severity: 'Sev1' }));

    own.cut();
    const answers = new Set<number>();
    for (const body of bodies) answers.add(await story.alert(body)); // ten seconds pass with each
    assert.deepEqual([...answers], [503]);
    own.mend();
    assert.equal(await story.alert(bodies[0]), 200, 'Azure tries the newest calls again');
    arm.alerts.push(
      ...rules.map((rule) => listedAlert(`${rule}-1`, { alertRule: rule, startDateTime: story.now(), severity: 'Sev1' })),
    );
    await story.advance(5);
    await story.settle();
    const texts = story.teams.messagesIn(story.incidents).map(({ card }) => textOf(card));
    assert.deepEqual(
      rules.map((rule) => texts.filter((text) => text.includes(rule)).length),
      rules.map(() => 1),
    );
  });
});
