import assert from 'node:assert/strict';
import { fillFromPull, keepAuthors, type Coder } from '../../bot/domain/pull-request.ts';
import { pullWarnings } from '../../bot/domain/pull-warnings.ts';
import { adele, isaiah, megan, patti, pullLike } from '../support/given.ts';

const coder = (login: string, person?: Coder['person'], name = ''): Coder => ({ login, name, person });
const { head } = pullLike();

describe('a pull request', () => {
  it('fills what nobody has typed, and adds its people to those typed', () => {
    assert.deepEqual(fillFromPull({}, pullLike()), {
      title: 'Move checkout to the new ledger',
      commit: head,
      reviewers: isaiah,
      authors: megan,
    });
    const typed = { summary: 'Ledger', title: 'Mine', commit: 'abc1234', reviewers: patti, authors: `${adele}, ${megan}` };
    assert.deepEqual(fillFromPull(typed, pullLike()), {
      ...typed,
      reviewers: `${patti},${isaiah}`,
      authors: `${adele},${megan}`,
    });
    const blank = fillFromPull({ title: ' ', commit: ' ' }, pullLike({ title: 'x'.repeat(90) }));
    assert.deepEqual([blank.title, blank.commit], ['x'.repeat(80), head]);
  });

  it('makes no reviewer of one who wrote it, or whom nobody knows', () => {
    const approvers = [coder('megan-b', megan), coder('octocat'), coder('patti-f', patti), coder('adele-v', adele)];
    assert.equal(fillFromPull({ authors: adele }, pullLike({ approvers })).reviewers, patti);
  });

  it('keeps its authors among those who may not approve', () => {
    const pull = pullLike();
    assert.deepEqual(keepAuthors({ authors: patti }, { kind: 'read', pull }), { authors: `${patti},${megan}` });
    assert.deepEqual(keepAuthors({}, { kind: 'read', pull }), { authors: megan });
    const unread = { kind: 'unread', url: pull.url, because: 'hidden' } as const;
    for (const reading of [unread, undefined]) assert.deepEqual(keepAuthors({ authors: patti }, reading), { authors: patti });
  });
});

describe('what approvers should know of a pull request', () => {
  const fine = pullLike({ authors: [coder('megan-b', megan)], checks: [{ name: 'test', state: 'passed' }] });
  const warned = (changes: Parameters<typeof pullLike>[0], commit = '') =>
    pullWarnings({ pull: { ...fine, ...changes }, commit });
  const checks = [
    { name: 'test', state: 'failed' },
    { name: 'lint', state: 'running' },
    { name: 'build', state: 'passed' },
    { name: 'scan', state: 'failed' },
  ] as const;

  it('is nothing where all is well, or none was read', () => {
    assert.deepEqual(warned({}), []);
    assert.deepEqual(warned({ state: 'merged' }, head.slice(0, 8).toUpperCase()), []);
    assert.deepEqual(pullWarnings({ commit: 'abc1234' }), []);
  });

  it('is all of it, the gravest first', () => {
    const objectors = [coder('patti-f', patti, 'Patti'), coder('', undefined, 'Nobody')];
    const authors = [coder('megan-b', megan), coder('octocat'), coder('', undefined, 'Somebody')];
    assert.deepEqual(warned({ checks, objectors, authors, state: 'closed' }, 'abc1234'), [
      { code: 'checks-failing', names: ['test', 'scan'] },
      { code: 'commit-not-head', head: '5275a45' },
      { code: 'changes-wanted', names: ['patti-f', 'Nobody'] },
      { code: 'pull-closed' },
      { code: 'checks-running', names: ['lint'] },
      { code: 'authors-unknown', names: ['octocat', 'Somebody'] },
    ]);
    assert.deepEqual(warned({ state: 'draft' }), [{ code: 'pull-draft' }]);
    assert.deepEqual(warned({ checks: [] }), [{ code: 'checks-missing' }]);
    assert.deepEqual(warned({ checks: 'unreadable' }), [{ code: 'checks-unreadable' }]);
  });
});
