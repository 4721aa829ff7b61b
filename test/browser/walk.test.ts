import assert from 'node:assert/strict';
import { sampleAlert } from '../../bot/demo/alert-body.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { openPlayground, type Playground } from '../support/playground.ts';
import {
  answer,
  CHANGES,
  IMPACT,
  ON_CALL,
  RISK,
  REVIEW,
  STAGING,
  TESTING,
  WAY_BACK,
  WHAT,
  WINDOW,
  type Page,
} from './form-pages.ts';
import { happens, picture, PICTURES, seen, threadOf } from './looking.ts';

describe('the demo in a browser', function () {
  this.timeout(300_000);
  let demo: Demo;
  let playground: Playground;

  before(async function () {
    if (CHROMIUM === undefined) return;
    demo = await startDemo();
    playground = await openPlayground(demo.playground, CHROMIUM);
  });
  after(async () => {
    await (playground as Playground | undefined)?.close();
    await (demo as Demo | undefined)?.stop();
  });

  it('takes one person from /deploy to a deployment and back from another (needs Chromium, at CHROMIUM)', async function () {
    if (CHROMIUM === undefined) this.skip();
    await opensEveryRoom(playground);

    await asksForPayments(playground);

    await approves(playground);

    await deploys(playground, demo);

    await rollsBackOrders(playground);
  });
});

/** The bot knows a shared room from the first visit on. */
async function opensEveryRoom({ goTo, card }: Playground): Promise<void> {
  for (const room of ['Approvals', 'General'] as const) {
    await goTo(room);
    await card('Signoff is here');
  }
  await goTo('Personal Chat');
}

async function asksForPayments(playground: Playground): Promise<void> {
  const { page, say, fill, tap, card } = playground;
  await say('/deploy payments 2.4.1 prod database-schema tomorrow 09:00');
  await card('What is deployed');
  await fill('Version', 'two point four');
  await answer(playground, WHAT);
  const refused = await card('This is not a semantic version. Give three numbers, as in 2.4.1.');
  assert.equal(await refused.getByRole('textbox', { name: 'Version' }).inputValue(), 'two point four');
  await picture(playground, 'form-refused', refused);
  await fill('Version', '2.4.1');
  await tap('Next: impact');

  await answer(playground, IMPACT);
  await answer(playground, [{ 'Key changes, one per line': 'Checkout writes to the new ledger' }, 'Next: risk']);
  await card('Say what the migration does and how long it runs.');
  for (const section of [CHANGES, RISK, TESTING, STAGING, REVIEW, WAY_BACK, WINDOW, ON_CALL]) await answer(playground, section);

  const check = await card('Check and submit');
  for (const who of ['Patti Fernandez', 'Isaiah Langer', 'Megan Bowen', 'Adele Vance']) {
    assert.match((await check.textContent()) ?? '', new RegExp(who));
  }
  await picture(playground, 'check', check);
  await tap('Submit for approval');
  await card('DEP-1001 is submitted.');
  await seen(page.locator('.ac-adaptiveCard').filter({ hasText: 'Ledger checkout' }).filter({ hasText: 'Waiting for 4 of 4' }));
}

const MISSING = { cto: 'Megan Bowen', dba: 'Patti Fernandez', 'tech-lead': 'Isaiah Langer', 'devops-lead': 'Adele Vance' };

async function approves(playground: Playground): Promise<void> {
  const { page, goTo, say, tap, card, notice } = playground;
  const ofLedger = page.locator('.ac-adaptiveCard').filter({ hasText: 'Ledger checkout' });
  await goTo('General');
  await seen((await card('Ledger checkout')).getByText('0 of 4 approvals'));
  await goTo('Approvals');
  const approval = await card('Ledger checkout');
  for (const who of Object.values(MISSING)) assert.match((await approval.textContent()) ?? '', new RegExp(who));

  await tap('Review and approve');
  await notice('This is your own request. Somebody else has to approve it');

  for (const [role, name] of Object.entries(MISSING)) {
    await goTo('Personal Chat');
    await say(`/as ${role}`);
    await notice(`You now act as ${name}`);
    await say('/pending');
    await card(`Demo: acting as ${name}`);
    await goTo('Approvals');
    if (role === 'tech-lead') await picture(playground, 'approval', await card('Ledger checkout'), 'both');
    await reviews(playground, role === 'dba' ? 'review' : undefined);
    if (role !== 'devops-lead') await seen((await card('Ledger checkout')).getByRole('button', { name: 'Review and approve' }));
  }

  for (const room of ['Approvals', 'General', 'Personal Chat'] as const) {
    await goTo(room);
    await seen(ofLedger.filter({ has: page.getByText('Approved', { exact: true }) }), 2_000);
  }
}

/** The reviewer's own view: every line ticked, then the approval. */
async function reviews(playground: Playground, shown?: string): Promise<void> {
  const { page, tap } = playground;
  await tap('Review and approve');
  const approve = page.getByRole('button', { name: /^Approve as / });
  const view = page.locator('.ac-adaptiveCard').filter({ has: approve }).last();
  await seen(view);
  for (const line of await view.getByRole('checkbox').all()) await line.check({ force: true });
  if (shown !== undefined) await picture(playground, shown, view, 'both');
  await approve.last().click();
}

/** Roll call and pre-deployment checklist, on one card. */
async function getsReady(playground: Playground): Promise<void> {
  const { tap, card } = playground;
  const ready = await card('Pre-deployment checklist');
  await picture(playground, 'ready', ready);
  for (const line of await ready.getByRole('checkbox').all()) await line.check({ force: true });
  await tap('Confirm what is ticked');
  await tap('I am here');
  await seen((await card('Pre-deployment checklist')).getByText('Ready', { exact: true }));
  await tap('Start deployment');
}

async function deploys(playground: Playground, demo: Demo): Promise<void> {
  const { page, goTo, say, tap, card, notice } = playground;
  const root = page.locator('.ac-adaptiveCard').first();
  await say('/as me');
  await notice('You act as yourself again');
  await say('/start');
  await getsReady(playground);
  await goTo('General');
  await card('PRODUCTION DEPLOYMENT SCHEDULED');
  await seen((await card('PRODUCTION DEPLOYMENT IN PROGRESS')).getByText('Step 1 of 3'));
  await tap('Step done');
  for (const shown of [await card('PRODUCTION DEPLOYMENT IN PROGRESS'), root]) await seen(shown.getByText('Step 2 of 3'));
  await picture(playground, 'live', await card('PRODUCTION DEPLOYMENT IN PROGRESS'), 'both');

  await reportsAnIssue(playground, 'Checkout answers 500 for some users');
  const issue = await card('ISSUE DETECTED');
  assert.match((await issue.textContent()) ?? '', /Checkout answers 500[^]*Critical[^]*Investigating[^]*Every 15 minutes/);

  await hears(demo, 'Fired');
  await seen((await card('Failed requests')).getByText('Firing', { exact: true }));
  await goTo('incidents');
  const alert = await card('Failed requests');
  await seen(alert.getByText('During DEP-1001'));
  await picture(playground, 'alert', alert);
  await hears(demo, 'Resolved');
  await seen(alert.getByText('Resolved', { exact: true }));
  assert.equal(await page.locator('.ac-adaptiveCard').filter({ hasText: 'Failed requests' }).count(), 1);

  await goTo('General');
  await tap('Step done');
  await seen((await card('PRODUCTION DEPLOYMENT IN PROGRESS')).getByText('Step 3 of 3'));
  await tap('Step done');
  await tap('Deployment successful');
  await card('✅ PRODUCTION DEPLOYMENT SUCCESSFUL');
  await seen(root.getByText('Deployed', { exact: true }));
  await picture(playground, 'thread', threadOf(await card('PRODUCTION DEPLOYMENT SUCCESSFUL')));
  if (PICTURES !== '') await showsTheWatch(playground);
}

/** The first look at the numbers is a minute after the end: for a picture, and not for every run. */
async function showsTheWatch(playground: Playground): Promise<void> {
  const watched = playground.page.locator('.ac-adaptiveCard').filter({ hasText: 'First 30 minutes' }).last();
  await seen(watched.getByText('Checks', { exact: true }), 150_000);
  await picture(playground, 'watch', watched, 'both');
}

/** A lighter request: UAT asks one role, and for no proof from staging. */
async function rollsBackOrders(playground: Playground): Promise<void> {
  const { goTo, say, tap, card, notice } = playground;
  await goTo('Personal Chat');
  await say('/deploy orders 1.8.0 uat critical-bug-fix tomorrow 10:00');
  await card('What is deployed');
  await answer(playground, [{ ...WHAT[0], 'Feature or release': 'Faster search' }, WHAT[1]]);
  await answer(playground, [{ 'What changes?': 'Backend' }, IMPACT[1]]);
  await answer(playground, [{ 'Key changes, one per line': 'Search answers sooner' }, CHANGES[1]]);
  const tested: Page = [TESTING[0], STAGING[1]];
  for (const section of [RISK, tested]) await answer(playground, section);
  await tap('Leave for later');
  await say('/deploy');
  await card('Security and review');
  for (const section of [REVIEW, WAY_BACK, WINDOW, ON_CALL]) await answer(playground, section);
  await tap('Submit for approval');
  await card('DEP-1002 is submitted.');
  await say('/as qa');
  await notice('You now act as Patti Fernandez, QA');
  await goTo('Approvals');
  await card('Faster search');
  await reviews(playground);
  await seen((await card('Faster search')).getByText('Approved', { exact: true }));

  await goTo('Personal Chat');
  await say('/as me');
  await say('/start DEP-1002');
  await notice('DEP-1002 has started');
  await say('/rollback DEP-1002 Error rate at 6 %.');
  await goTo('General');
  const back = await card('UAT DEPLOYMENT ROLLING BACK');
  await seen(back.getByText('Error rate at 6 %.'));
  await tap('Rolled back');
  await card('UAT DEPLOYMENT ROLLED BACK');
}

async function hears({ bot }: Demo, condition: 'Fired' | 'Resolved'): Promise<void> {
  const answered = await fetch(`${bot}/api/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sampleAlert(condition, new Date())),
  });
  assert.equal(answered.status, 200);
}

/** A card that is drawn anew just then closes what a tap has opened, with what was typed, so it is done again. */
async function reportsAnIssue(playground: Playground, issue: string): Promise<void> {
  const { page, tap } = playground;
  const input = page.getByRole('textbox', { name: 'Issue', exact: true });
  const send = page.getByRole('button', { name: 'Tell everyone', exact: true });
  for (let tries = 0; tries < 5; tries += 1) {
    await tap('Report an issue');
    if (!(await happens(input.fill(issue, { timeout: 2_000 })))) continue;
    if (await happens(send.last().click({ timeout: 2_000 }))) return;
  }
  assert.fail('the issue was not sent');
}
