import assert from 'node:assert/strict';
import { createFakeArm, listedAlert, type FakeArm } from '../support/fake-arm.ts';
import { alertBody } from '../support/storm-bodies.ts';
import { adele, stories, textOf, type Story } from '../support/story.ts';

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
