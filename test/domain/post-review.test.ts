import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '../../bot/domain/decide.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { owe, type ObligationKind } from '../../bot/domain/obligation.ts';
import type { FilePostReview } from '../../bot/domain/post-review.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { timelineOf } from '../../bot/domain/timeline.ts';
import { readReviewWords } from '../../bot/chat/post-review-words.ts';
import {
  adele,
  alex,
  deployedRequest,
  isaiah,
  later,
  NAMES,
  nestor,
  policyLike,
  role,
  rolledBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const now = later(60, WINDOW_START);
const facts = { policy: policyLike(), rolesHeld: new Set<never>() };
const review: FilePostReview = {
  kind: 'file-review',
  by: alex,
  happened: 'Checkout failed for a quarter of an hour.',
  timeline: '09:13 errors\n09:16 rolled back',
  cause: 'A missing index.',
  actions: [{ what: 'Run migrations on a copy first', owner: isaiah, due: later(10_000, now) }],
};

const owing = (request: DeployRequest, ...kinds: readonly ObligationKind[]) =>
  kinds
    .map((kind) => owe({ kind, owner: alex, since: WINDOW_START, within: 1_440 }, WINDOW_START))
    .reduce<DeployRequest>(evolve, request);
const back = owing(rolledBackRequest(), 'review', 'cause');
const events = (request: DeployRequest, command: FilePostReview) => {
  const decided = decide(request, command, facts, now);
  return decided.ok ? decided.value : decided.problem;
};
const code = (request: DeployRequest, command: FilePostReview) => {
  const decided = decide(request, command, facts, now);
  return decided.ok ? decided.value.map(({ kind }) => kind) : decided.problem.code;
};
const filed = (request: DeployRequest, command: FilePostReview = review): DeployRequest => {
  const decided = decide(request, command, facts, now);
  assert.ok(decided.ok, JSON.stringify(decided));
  return decided.value.reduce<DeployRequest>(evolve, request);
};

describe('a post-incident review', () => {
  it('meets what was owed, names the cause that a rollback waits for, and is owed to be followed', () => {
    const request = filed(back);
    assert.ok(request.state === 'rolled-back');
    assert.equal(request.rollout.cause?.text, 'A missing index.');
    assert.deepEqual(
      request.obligations.map(({ id, owner, met }) => [id, owner, met?.note ?? 'open']),
      [
        ['review', alex, 'Checkout failed for a quarter of an hour.'],
        ['cause', alex, 'A missing index.'],
        ['action-1', isaiah, 'open'],
      ],
    );
    assert.equal(request.obligations[2]?.due, later(10_000, now));
  });

  it('keeps each part as it was typed, as far as it fits on a card, and follows up each action', () => {
    const action = { what: ` ${'w'.repeat(400)} `, owner: isaiah, due: later(1, now) };
    const long = {
      ...review,
      happened: ` ${'h'.repeat(1_600)}`,
      timeline: ` ${'t'.repeat(2_100)}`,
      cause: ` ${'c'.repeat(1_100)}`,
    };
    const kept = { happened: 'h'.repeat(1_500), timeline: 't'.repeat(2_000), cause: 'c'.repeat(1_000) };
    const met = { kind: 'obligation-met', by: alex, at: now } as const;
    const owed = (n: number, owner: PersonId, minutes: number) => ({
      kind: 'obligation-owed',
      owed: { id: `action-${n}`, kind: 'action', owner, since: now, due: later(minutes, now) },
      at: now,
    });
    assert.deepEqual(events(back, { ...long, actions: [action, { ...action, owner: adele, due: later(99, now) }] }), [
      {
        kind: 'review-filed',
        ...kept,
        actions: [
          { what: 'w'.repeat(300), owner: isaiah, due: later(1, now) },
          { what: 'w'.repeat(300), owner: adele, due: later(99, now) },
        ],
        by: alex,
        at: now,
      },
      { kind: 'cause-recorded', by: alex, text: kept.cause, at: now },
      { ...met, id: 'review', note: kept.happened },
      { ...met, id: 'cause', note: kept.cause },
      owed(1, isaiah, 1),
      owed(2, adele, 99),
    ]);
  });

  it('names no cause where one is known, or nothing went back, and meets only what is owed for it', () => {
    const short = { ...review, actions: [] };
    const { kind: _kind, ...texts } = short;
    const filedReview = { kind: 'review-filed', ...texts, at: now };
    const known = rolledBackRequest({
      rollout: { ...rolledBackRequest().rollout, cause: { text: 'A lock', by: adele, at: now } },
    });
    assert.deepEqual(events(known, short), [filedReview]);
    const live = owing(deployedRequest(), 'review', 'standby-check');
    assert.deepEqual(events(live, short), [
      filedReview,
      { kind: 'obligation-met', id: 'review', by: alex, note: review.happened, at: now },
    ]);
    const done = evolve(live, { kind: 'obligation-met', id: 'review', by: adele, note: '', at: now });
    assert.deepEqual(events(done, short), [filedReview], 'met already, in another way');
    assert.equal(code(owing(deployedRequest(), 'standby-check'), short), 'nothing-to-review');
    assert.equal(code(deployedRequest(), short), 'nothing-to-review');
  });

  it('is the business of those who owe it, and of those who run the deployment', () => {
    const request = owing(deployedRequest(), 'review');
    const byNestor = evolve(request, owe({ kind: 'cause', owner: nestor, since: now, within: 5 }, now));
    assert.ok(Array.isArray(code(byNestor, { ...review, by: nestor })), 'one of two who owe something for it');
    const looking = evolve(request, owe({ kind: 'investigate', owner: nestor, since: now, within: 5 }, now));
    assert.equal(code(looking, { ...review, by: nestor }), 'not-owed-by-you');
    const lead = { ...facts, rolesHeld: new Set([role('devops-lead')]) };
    assert.ok(decide(request, { ...review, by: nestor }, lead, now).ok);
  });

  it('is filed once, by whoever owes it or runs the deployment, and where there is something to review', () => {
    assert.equal(code(filed(back), review), 'review-on-record');
    assert.equal(code(back, { ...review, by: nestor }), 'not-owed-by-you');
    assert.ok(Array.isArray(code(back, { ...review, by: adele })), 'the on-call engineer');
    assert.equal(code(deployedRequest(), review), 'nothing-to-review');
    assert.ok(Array.isArray(code(rolledBackRequest(), review)), 'owed or not, after a rollback');
  });

  it('is refused while a part of it is empty, or an action has no owner or no day ahead', () => {
    for (const part of ['happened', 'timeline', 'cause'] as const) {
      assert.equal(code(back, { ...review, [part]: '  ' }), 'review-open');
    }
    const [action] = review.actions;
    assert.ok(action);
    for (const broken of [{ owner: undefined }, { due: undefined }, { due: later(-1, now) }, { due: now }]) {
      assert.equal(code(back, { ...review, actions: [{ ...action, ...broken }] }), 'action-unreadable');
    }
    assert.ok(Array.isArray(code(back, { ...review, actions: [{ what: ' ', owner: undefined, due: undefined }] })));
  });

  it('begins with a timeline of what the record has, in order', () => {
    const entries = timelineOf(back);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['started', 'step', 'step', 'issue', 'rollback', 'back'],
    );
    assert.deepEqual(
      entries.map(({ at }) => at),
      entries.map(({ at }) => at).toSorted(),
    );
  });

  it('can be typed in one message', () => {
    const text = 'Checkout failed. cause: a missing index action: test on a copy, with data, Adele Vance, 2026-12-04';
    assert.deepEqual(readReviewWords(`${text} action: no owner`, NAMES), {
      happened: 'Checkout failed.',
      cause: 'a missing index',
      actions: [
        { what: 'test on a copy, with data', owner: adele, due: '2026-12-04' },
        { what: 'no owner', owner: undefined, due: '' },
      ],
    });
    assert.equal(readReviewWords('Checkout failed.', NAMES), undefined);
  });

  it('is read from any words without throwing, and never without a cause', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('cause:', 'action:', ' ', 'x', ',', 'Adele', '2026-12-04', 'because:')), (words) => {
        const read = readReviewWords(words.join(''), NAMES);
        assert.ok(read === undefined || (read.cause !== '' && read.happened !== ''));
      }),
    );
  });
});
