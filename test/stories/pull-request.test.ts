import assert from 'node:assert/strict';
import type { PersonId, RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { fakeHosts, GITHUB_ANSWERS, GITHUB_LINK, HEAD, pullsOf, type FakeHosts } from '../support/code-hosts.ts';
import { alex, ANSWERS, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

const LOGINS = new Map([
  ['nestor-w', nestor.aadObjectId as PersonId],
  ['isaiah-l', isaiah.aadObjectId as PersonId],
]);
const WHAT = { ...ANSWERS['what'], title: '', link: GITHUB_LINK };

stories('a request with a pull request', (begin) => {
  let story: Story;
  let hosts: FakeHosts;
  const policy = (demo: Policy): Policy => ({ ...demo, logins: LOGINS });
  beforeEach(async () => {
    hosts = fakeHosts(GITHUB_ANSWERS);
    const pulls = pullsOf(hosts, { now: () => story.now() });
    story = await begin({ pulls, policy });
  });

  const form = async () =>
    (await story.says(alex, '/deploy')).findLast(({ card }) => textOf(card).includes('New request')) ?? assert.fail('no form');

  const afterWhat = async (changes: object = {}) => {
    return (await story.taps(alex, await form(), 'draft/save', { with: { go: 'next' }, inputs: { ...WHAT, ...changes } }))
      .message;
  };

  it('has its title, commit and people filled in, and says what was read', async () => {
    const page = await afterWhat();
    assert.match(textOf(page.card), /2 commits, written by Megan Bowen, Patti Fernandez and octocat \(not known here\)/);
    const draft = await story.store.drafts.ofOwner(alex.aadObjectId as PersonId);
    assert.equal(draft?.answers.title, 'Move checkout to the new ledger');
    assert.equal(draft.answers.commit, HEAD);
    assert.equal(draft.answers.reviewers, `${nestor.aadObjectId},${isaiah.aadObjectId}`);
    assert.equal(draft.answers.authors, `${megan.aadObjectId},${patti.aadObjectId}`);
  });

  it('keeps what had been typed', async () => {
    await afterWhat({ title: 'Ledger', commit: 'abcdef1' });
    const draft = await story.store.drafts.ofOwner(alex.aadObjectId as PersonId);
    assert.deepEqual([draft?.answers.title, draft?.answers.commit], ['Ledger', 'abcdef1']);
  });

  it('lets none of its authors be taken off the list, and warns approvers of its checks', async () => {
    hosts.answers = { ...hosts.answers, '/repos/contoso/payments/pulls/12/commits': [], ...by('nestor-w') };
    const review = { reviewers: `${isaiah.aadObjectId},${megan.aadObjectId}`, authors: '' };
    const id = await story.submits(alex, { what: { link: GITHUB_LINK }, review });

    const found = await story.store.requests.find(id as RequestId);
    assert.deepEqual(found?.request.plan.authors, [nestor.aadObjectId]);
    assert.equal(found.request.plan.pull?.head, HEAD);
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Checks of the pull request fail: lint/);
    const [details] = await story.says(megan, `/status ${id}`);
    assert.match(textOf(details?.card), /Written by\s+Nestor Wilke/);
  });

  it('is read again when it is handed in, so that approvers see its checks as they are', async () => {
    const review = { reviewers: `${isaiah.aadObjectId},${nestor.aadObjectId}`, authors: '' };
    hosts.answers = { ...hosts.answers, '/repos/contoso/payments/pulls/12/commits': [], ...by('octocat') };
    const page = await story.fills(alex, await form(), { what: { link: GITHUB_LINK }, review });
    await story.advance(6);
    hosts.answers = { ...hosts.answers, [`/repos/contoso/payments/commits/${HEAD}/check-runs`]: { check_runs: [] } };
    const done = await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    const id = /DEP-\d+/.exec(textOf(done.message.card))?.[0] ?? assert.fail(textOf(done.message.card));
    const found = await story.store.requests.find(id as RequestId);
    assert.deepEqual(found?.request.plan.pull?.checks, [{ name: 'legacy', state: 'running' }]);
  });

  for (const [what, fails, sentence] of [
    ['private', () => Promise.resolve(Response.json({}, { status: 404 })), /private, or not there/],
    ['out of reach', () => Promise.reject(new TypeError('fetch failed')), /did not answer in time/],
  ] as const) {
    it(`goes on by hand, and says so, when the pull request is ${what}`, async () => {
      hosts.fails = fails;
      const page = await afterWhat({ title: 'Ledger checkout' });
      assert.match(textOf(page.card), sentence);
      const id = await story.submits(alex, { what: { link: GITHUB_LINK } });
      assert.equal((await story.store.requests.find(id as RequestId))?.request.plan.pull, undefined);
    });
  }
});

const by = (login: string) => ({
  '/repos/contoso/payments/pulls/12': { ...(GITHUB_ANSWERS['/repos/contoso/payments/pulls/12'] as object), user: { login } },
});
