import assert from 'node:assert/strict';
import { ACTIVITY, commonBody, METRIC } from '../support/alert-bodies.ts';
import { alertBody } from '../support/storm-bodies.ts';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

/** A web app in the resource group that the demo policy gives to Payments. */
const PAYMENTS_APP =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/microsoft.web/sites/pay-be';

stories('an alert of Azure Monitor', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    await story.says(adele, 'hi', story.incidents);
  });

  const incident = () => {
    const cards = story.teams
      .messagesIn(story.incidents)
      .filter(({ card, onlyFor }) => onlyFor === undefined && textOf(card) !== '');
    const newest = cards.at(-1);
    assert.ok(newest, 'no card in the incidents channel');
    return newest;
  };

  it('comes to the incidents channel with the number against its limit', async () => {
    assert.equal(await story.alert(METRIC), 200);
    const text = textOf(incident().card);
    for (const part of [/CPU high/, /91\.5/, /80/, /Sev 1/, /pay-1/]) assert.match(text, part);
  });

  it('changes its own card when it is resolved, and posts no second one', async () => {
    await story.alert(METRIC);
    const fired = incident();
    await story.alert(commonBody({ monitorCondition: 'Resolved', resolvedDateTime: '2026-11-23T08:20:00Z' }));
    assert.equal(incident().id, fired.id);
    assert.match(textOf(incident().card), /Resolved/);
    const over = incident();
    await story.alert(METRIC);
    await story.advance(10);
    assert.deepEqual(incident(), over, 'the first body once more, late, brings nothing back');
  });

  it('is one card however often it is delivered, and whichever action groups deliver it', async () => {
    await story.alert(METRIC);
    const first = incident();
    await story.alert(METRIC);
    await story.advance(10);
    assert.deepEqual(incident(), first);
  });

  for (const minutes of [-10, 10]) {
    it(`is shown and ended as any other when Azure's clock is ${minutes} minutes from ours`, async () => {
      const azures = (later: number) => new Date(Date.parse(story.now()) + (minutes + later) * 60_000).toISOString();
      const firedDateTime = azures(0);
      await story.alert(commonBody({ firedDateTime }));
      assert.match(textOf(incident().card), /Firing/);
      const first = incident().id;
      await story.alert(commonBody({ firedDateTime, monitorCondition: 'Resolved', resolvedDateTime: azures(3) }));
      assert.equal(incident().id, first);
      assert.match(textOf(incident().card), /Resolved[^]*Lasted\n3 min/);
    });
  }

  it('is shown as a test, and belongs to no service, when it was sent from the portal to try the webhook', async () => {
    const targets = ['/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/test-RG/providers/x/y/test-VM1'];
    const properties = { service: 'payments', environment: 'prod' };
    await story.alert(commonBody({ alertRule: 'test-metricAlertRule', alertTargetIDs: targets }, undefined, properties));
    assert.match(textOf(incident().card), /Test[^]*Nothing is wrong/);
    assert.doesNotMatch(JSON.stringify(incident().card), /alert\/acknowledge|"type":"mention"/);
  });

  it('is never announced when it is over before it is heard of, in whatever order its bodies come', async () => {
    await story.alert(commonBody({ monitorCondition: 'Resolved', resolvedDateTime: '2026-11-23T08:20:00Z' }));
    await story.alert(METRIC);
    await story.advance(10);
    assert.throws(incident, /no card/);
  });

  it('shows in the thread of the deployment that runs on what it is about, and is kept in its record', async () => {
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) {
      await story.approves(by, id);
    }
    await story.says(adele, `/start ${id}`);
    await story.advance(3);
    await story.alert(
      commonBody(
        {
          alertTargetIDs: [PAYMENTS_APP.toUpperCase()],
          configurationItems: ['pay-be'],
          firedDateTime: story.now(),
        },
        { conditionType: 'SingleResourceMultipleMetricCriteria', condition: { windowSize: 'PT5M', allOf: [] } },
      ),
    );
    await story.settle();

    const root = story.card(story.deployments, new RegExp(id)).thread;
    const inThread = story.teams.thread(root ?? '').filter(({ card }) => /CPU high/.test(textOf(card)));
    assert.equal(inThread.length, 1);
    assert.match(textOf(incident().card), new RegExp(id));
    const [request] = await story.store.requests.list({});
    assert.equal(request?.alerts.length, 1);
  });

  it('of another service stays out of the thread', async () => {
    const id = await story.submits(alex);
    await story.alert(METRIC);
    await story.settle();
    const root = story.card(story.deployments, new RegExp(id)).thread;
    assert.deepEqual(
      story.teams.thread(root ?? '').filter(({ card }) => /CPU high/.test(textOf(card))),
      [],
    );
  });

  it('never shows who called or with which claims', async () => {
    await story.alert(ACTIVITY);
    await story.advance(1);
    assert.doesNotMatch(JSON.stringify(incident()), /203\.0\.113\.7|ipaddr/);
  });

  for (const [what, body] of [
    ['of an unknown schema', { schemaId: 'somethingNew', data: { essentials: null } }],
    ['that is a list', [1, 2, 3]],
    ['that is a word', 'hello'],
    [
      'whose every field has the wrong type',
      commonBody({ alertRule: 7, severity: {}, alertTargetIDs: 'x', firedDateTime: [] }, 12),
    ],
  ] as const) {
    it(`${what} is answered with 200 and shown as far as it is understood`, async () => {
      assert.equal(await story.alert(body), 200);
      assert.notEqual(textOf(incident().card), '');
    });
  }
});

stories('alerts of subscriptions that policy does not list', (begin) => {
  it('are taken, kept and counted, but not shown', async () => {
    const own = '11111111-2222-4333-8444-555555555555';
    const story = await begin({
      instances: 1, // each counts what it has done itself
      policy: (demo) => ({ ...demo, alerts: { ...demo.alerts, subscriptions: [own] } }),
    });
    await story.says(adele, 'hi', story.incidents);
    const foreign = '/subscriptions/99999999-2222-4333-8444-555555555555';
    const alertId = `${foreign}/providers/Microsoft.AlertsManagement/alerts/x`;
    assert.equal(await story.alert(commonBody({ alertId, alertRule: 'theirs', alertTargetIDs: [foreign] })), 200);
    await story.alert(alertBody({ rule: 'ours', at: story.now(), severity: 'Sev1' }));
    const texts = story.teams.messagesIn(story.incidents).map(({ card }) => textOf(card));
    assert.deepEqual([texts.some((text) => /theirs/.test(text)), texts.some((text) => /ours/.test(text))], [false, true]);
    const metrics = await (await fetch(`${story.url}/metrics`)).text();
    assert.match(metrics, /^signoff_alerts_received_total 2$/m);
    assert.match(metrics, /^signoff_alerts_suppressed_foreign_total 1$/m);
  });
});

stories('the time from an alert to its card', (begin) => {
  it('is in /metrics for what is urgent and for what waits, without the time that it was silenced', async () => {
    const story = await begin({ instances: 1 }); // each measures what it has sent itself
    await story.says(adele, 'hi', story.incidents);
    await story.alert(alertBody({ rule: 'down', at: story.now(), severity: 'Sev0' }));
    await story.alert(alertBody({ rule: 'slow', at: story.now(), severity: 'Sev3' }));
    await story.advance(1);
    await story.says(adele, '/silence busy 2h known');
    await story.alert(alertBody({ rule: 'busy', at: story.now(), severity: 'Sev1' }));
    await story.advance(2 * 60);
    await story.settle();
    const metrics = await (await fetch(`${story.url}/metrics`)).text();
    const within = (urgent: string, le: string) =>
      Number(
        new RegExp(`^signoff_alerts_lag_seconds_bucket\\{urgent="${urgent}",le="${le}"\\} (\\d+)$`, 'm').exec(metrics)?.[1],
      );
    assert.deepEqual([within('yes', '30'), within('yes', '.Inf')], [2, 2]);
    assert.deepEqual([within('no', '30'), within('no', '120'), within('no', '.Inf')], [0, 1, 1]);
  });
});
