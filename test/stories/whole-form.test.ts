import assert from 'node:assert/strict';
import { FIELDS, type Answers } from '../../bot/domain/fields.ts';
import { parseDraftId, parsePersonId, type RequestId } from '../../bot/domain/ids.ts';
import { saidIn } from '../../bot/domain/plan.ts';
import type { Draft } from '../../bot/flows/ports.ts';
import { createDialogs } from '../support/dialogs.ts';
import type { FakeMessage } from '../support/fake-teams.ts';
import { assertSound } from '../support/sound.ts';
import {
  adele,
  alex,
  ANSWERS,
  buttonsOf,
  isaiah,
  lynne,
  megan,
  nestor,
  patti,
  stories,
  textOf,
  type Story,
} from '../support/story.ts';

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) ?? assert.fail('no answer');
const sectionOf = (message: FakeMessage): unknown => buttonsOf(message.card)[0]?.data['section'];

/** Every question of the form, each with an answer. */
const EVERYTHING: Readonly<Record<string, Answers>> = {
  what: {
    template: 'add-index',
    link: 'https://github.com/contoso/payments/issues/812',
    commit: '9fceb02d0ae598e95dc970b74767f19372d61af8',
  },
  impact: {
    changes: 'frontend,backend,database,infrastructure',
    customerImpact: 'high',
    visibility: 'external',
    revenueImpact: 'positive',
    trafficIncrease: '135 %',
  },
  changes: {
    ...ANSWERS['changes'],
    frontendDetails: 'A new page.\nBehind a flag.',
    infrastructureDetails: 'A second queue.',
  },
  scalability: {
    capacity: 'adequate',
    trafficDetails: 'In the evening',
    loadTests: 'pass',
    loadResults: '900 requests/s',
    baseline: 'p99 180 ms',
    expected: 'p99 150 ms',
    benchmarked: 'yes',
  },
  testing: {
    ...ANSWERS['testing'],
    performanceDetails: 'p99 150 ms',
    securityTests: 'pass',
    securityTestDetails: 'All dependencies',
    accessibilityTests: 'pass',
    accessibilityDetails: 'Keyboard',
    evidence: 'https://reports.contoso.example/load/812 Load test\nhttps://reports.contoso.example/scan.pdf',
  },
  staging: { ...ANSWERS['staging'], stagingIssues: '2 low, 1 high', stagingResolved: 'yes' },
  review: {
    ...ANSWERS['review'],
    penTestedOn: '2026-10-01',
    vulnerabilities: '1 medium',
    vulnerabilitiesResolved: 'yes',
    reviewers: `${isaiah.aadObjectId},${lynne.aadObjectId}`,
    authors: nestor.aadObjectId,
  },
  rollback: { ...ANSWERS['rollback'], rollbackMinutes: '1 h 10' },
  window: { ...ANSWERS['window'], userImpact: 'brief', maintenance: 'yes' },
  'on-call': {
    ...ANSWERS['on-call'],
    notifyCustomers: 'yes',
    updateStatusPage: 'yes',
    notifyStakeholders: 'yes',
    onCallContact: '+34 600 000 000',
    backupContact: '+34 600 000 001',
    managerContact: '+34 600 000 002',
  },
};

stories('a whole request for a database change', (begin) => {
  it('takes an answer to every question, and gives each back to whoever reads everything', async () => {
    const story = await begin();
    const id = await story.submits(alex, EVERYTHING);
    const found = (await story.store.requests.find(id as RequestId)) ?? assert.fail();
    const said = saidIn(found.request.plan);
    const unanswered = FIELDS.map(({ id: field }) => field).filter(
      (field) => field !== 'date' && field !== 'time' && said[field] === '',
    );
    assert.deepEqual(unanswered, []);

    const everything = last(await story.says(megan, `/deploy show ${id}`));
    const text = textOf(everything.card);
    for (const read of [
      /Traffic increase {2}\n135 %/,
      /A new page\.\nBehind a flag\./,
      /Time to roll back {2}\n1 h 10 min/,
      /Issues found in staging {2}\n1 high, 2 low/,
      /In staging since {2}\nFri 20 Nov, 10:00/,
      /Load tests {2}\nPassed, 900 requests\/s/,
      /Load test\n {2}\nreports\.contoso\.example\n[^]*scan\.pdf\n {2}PDF {2}\nreports\.contoso\.example/,
      /On-call engineer {2}\nAdele Vance, \+34 600 000 000/,
      /Thu 26 Nov, 09:00–09:30 CET \(08:00\u00a0UTC\)/,
    ]) {
      assert.match(text, read);
    }
  });
});

stories('a form that the world has moved on from', (begin) => {
  let story: Story;
  const DRAFT = parseDraftId('6f1d0c4e-0000-4000-8000-00000000000a') ?? assert.fail();
  const owner = parsePersonId(alex.aadObjectId) ?? assert.fail();
  const keeps = (section: string, answers: Readonly<Record<string, string>>) =>
    story.store.drafts.save({
      id: DRAFT,
      owner,
      revision: 1,
      section: section as Draft['section'],
      answers,
      editing: undefined,
      updatedAt: story.now(),
    });
  const whole = Object.assign({}, ...Object.values(ANSWERS)) as Readonly<Record<string, string>>;
  beforeEach(async () => {
    story = await begin();
  });

  it('says beside the field that its service is no longer in the policy, and keeps everything else', async () => {
    await keeps('check', { ...whole, service: 'ledger' });
    const check = last(await story.says(alex, '/deploy'));
    assert.match(textOf(check.card), /1 to put right[^]*Service: \nThis is not one of the choices/);
    const first = await story.taps(alex, check, 'draft/save', { with: { go: 'what' } });
    const inputs = ANSWERS['what'] ?? {};
    const straight = await story.taps(alex, first.message, 'draft/save', { with: { go: 'check' }, inputs });
    const done = await story.taps(alex, straight.message, 'draft/save', { with: { go: 'submit' } });
    assert.match(textOf(done.message.card) + (done.notice ?? ''), /DEP-\d+ is submitted/);
  });

  it('begins on its first page when it was left on one that is gone, and leaves out what nobody asks any more', async () => {
    await keeps('summary', { ...whole, colour: 'red', unitCoverage: '91' });
    const form = last(await story.says(alex, '/deploy'));
    assert.equal(sectionOf(form), 'what');
    assert.match(textOf(form.card), /2\.4\.1/);
    const page = await story.fills(alex, form);
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    const [request] = await story.store.requests.list({});
    assert.equal(request?.plan.version, '2.4.1');
    assert.ok(!Object.keys(request.plan).includes('colour'));
  });

  it('answers a page that is gone with the draft as it was kept, in a chat and in a dialog', async () => {
    const form = last(await story.says(alex, '/deploy payments 2.4.1'));
    const data = { ...buttonsOf(form.card)[0]?.data, section: 'summary' };
    const old = /from an older card[^]*2\.4\.1/;
    assert.match(textOf((await story.taps(alex, form, 'draft/save', { data })).message.card), old);
    assert.match(textOf((await story.taps(alex, form, 'draft/begin', { data: {} })).message.card), old);
    const dialog = await createDialogs(story.teams, () => story.url).fromCompose(alex, story.approvals);
    assert.match(textOf((await dialog.taps({ go: 'next' }, { section: 'summary' })).card), old);
    assert.equal((await story.taps(nestor, form, 'draft/save', { data })).notice?.startsWith('This button is from'), true);
  });

  it('says beside the time that the window has passed while it lay there', async () => {
    await keeps('check', whole);
    await story.advance(4 * 24 * 60);
    assert.match(textOf(last(await story.says(alex, '/deploy')).card), /Start: \nThis time has passed\. Choose a later day/);
  });

  it('says that it was handed in, when that happened in another window', async () => {
    const form = last(await story.says(alex, '/deploy'));
    const check = await story.fills(alex, form);
    await story.taps(alex, check, 'draft/save', { with: { go: 'submit' } });
    const inputs = { ...ANSWERS['what'], version: '9.9.9' };
    const late = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs });
    assert.match(late.notice ?? '', /This draft was submitted or discarded\. Start a new one with \/deploy/);
    assert.deepEqual(
      (await story.store.requests.list({})).map(({ plan }) => plan.version),
      ['2.4.1'],
    );
  });

  it('keeps an edit, and says why it is too late for it, when its request was started meanwhile', async () => {
    const id = await story.submits(alex);
    const check = await story.fills(alex, last(await story.says(alex, `/deploy edit ${id}`)), { what: { version: '2.4.9' } });
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.says(adele, `/start ${id}`);
    const late = await story.taps(alex, check, 'draft/save', { with: { go: 'submit' } });
    assert.match(textOf(late.message.card), /This request is being deployed, so it stays as it is[^]*Payments API · 2\.4\.9/);
    assert.equal((await assertSound(story, id)).plan.version, '2.4.1');
  });

  it('shows what the other window did, when two windows work on one draft', async () => {
    const form = last(await story.says(alex, '/deploy payments 2.4.1'));
    const here = await story.taps(alex, form, 'draft/save', { with: { go: 'next' }, inputs: ANSWERS['what'] ?? {} });
    const there = await story.taps(alex, form, 'draft/save', {
      with: { go: 'next' },
      inputs: { ...ANSWERS['what'], version: '9.9.9' },
    });
    assert.equal(sectionOf(here.message), 'impact');
    assert.equal(sectionOf(there.message), 'impact');
    assert.match(textOf(there.message.card), /changed somewhere else since/);
  });
});

stories('looking for requests', (begin) => {
  it('finds them by service, person, state and version, several at once', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    await story.submits(nestor, {
      what: { service: 'orders', version: '3.0.0', title: 'Faster search' },
      review: { reviewers: `${isaiah.aadObjectId},${lynne.aadObjectId}` },
      window: { date: '2026-11-27' },
    });
    const status = async (words: string) => textOf(last(await story.says(alex, `/status ${words}`)).card);
    for (const words of ['payments', 'alex', 'me', '2.4', 'payments waiting', 'prod ledger']) {
      const text = await status(words);
      assert.match(text, new RegExp(id), words);
      assert.doesNotMatch(text, /Orders API/, words);
    }
    assert.match(await status('waiting'), /Orders API[^]*Payments API/);
    assert.doesNotMatch(await status('payments rejected'), /Payments API 2/);
  });
});
