import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { explain, type Block } from '../../bot/domain/explanation.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  everyState,
  halfApproved,
  later,
  lynne,
  megan,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  pradeep,
  RISK,
  role,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const holders = new Map([...policy.roles].map(([id, { members }]) => [id, members]));
const calendar = createCalendar(policy.time);
const noStarts = { ...calendar, nextStart: () => undefined };
const facts = { policy, holders, calendar: noStarts, others: [], holds: NO_HOLDS };
const TUESDAY = later(1_530);
const during = later(12, WINDOW_START);

const blocks = (request: DeployRequest, now: Instant = TUESDAY): readonly Block[] => explain(request, facts, now).blocks;
const kinds = (request: DeployRequest, now?: Instant) => blocks(request, now).map(({ kind }) => kind);

describe('an explanation', () => {
  it('lists each approval that was asked, why, who may give it, and the vote that did', () => {
    const { asked } = explain(halfApproved(), facts, TUESDAY);
    assert.deepEqual(
      asked.map(({ requirement, mayGive, given }) => [requirement.anyOf.join(), requirement.because.kind, mayGive, given?.by]),
      [
        ['dba', 'change-type', [patti], patti],
        ['tech-lead', 'change-type', [asked[1]?.given?.by], asked[1]?.given?.by],
        ['cto', 'change-type', [megan], undefined],
        ['devops-lead', 'change-type', [adele, lynne], undefined],
      ],
    );
  });

  it('never names the requester as one who may approve', () => {
    const own = halfApproved({ requester: adele });
    assert.deepEqual(
      blocks(own).flatMap((block) => (block.kind === 'approval' ? [block.who] : [])),
      [[megan], [lynne]],
    );
  });

  it('names who holds an asked role and may not give it, with the rule', () => {
    const plan = planLike({ authors: [patti] });
    const lines = explain(halfApproved({ plan, requester: adele }), facts, TUESDAY).asked;
    assert.deepEqual(
      lines.map(({ barred }) => barred),
      [[{ person: patti, duty: 'author' }], [], [], [{ person: adele, duty: 'own-request' }]],
    );
  });

  const inTheWay: readonly (readonly [string, DeployRequest, Instant, readonly Block['kind'][]])[] = [
    ['approvals and the window', halfApproved(), TUESDAY, ['approval', 'approval', 'too-early']],
    ['approvals, once the window is open', halfApproved(), during, ['approval', 'approval']],
    ['the window of what is approved', approvedRequest(), TUESDAY, ['too-early']],
    ['nobody having started', approvedRequest(), during, ['not-started']],
    ['a window that has passed', approvedRequest(), later(30, WINDOW_START), ['expired']],
    ['the running step', deployingRequest(), during, ['step-open']],
    [
      'the last word',
      deployingRequest({ rollout: { ...deployedRequest().rollout, ended: undefined } }),
      during,
      ['not-finished'],
    ],
    ['the way back', rollingBackRequest(), during, ['not-back']],
    ['nothing, when it is done', deployedRequest(), during, []],
  ];
  for (const [what, request, now, expected] of inTheWay) {
    it(`says what is in the way: ${what}`, () => {
      assert.deepEqual(kinds(request, now), expected);
    });
  }

  it('names who asked for changes, and that the requester can edit', () => {
    const paused = everyState().find(({ state }) => state === 'paused') ?? halfApproved();
    const [first] = blocks(paused);
    assert.ok(first?.kind === 'changes-requested');
    assert.deepEqual([first.vote.by, first.who], [megan, [alex]]);
  });

  it('names approvals that fill nothing, and why', () => {
    const votes = [approval(adele, 'devops-lead', 40), approval(lynne, 'devops-lead', 55), approval(pradeep, 'director', 60)];
    assert.deepEqual(
      explain(pendingRequest({ votes }), facts, TUESDAY).idle.map(({ vote, because }) => [vote.by, because]),
      [
        [lynne, 'already-filled'],
        [pradeep, 'not-asked'],
      ],
    );
  });

  it('names approvals that an edit has opened again, until they are given again', () => {
    const [first, second] = halfApproved().votes;
    assert.ok(first && second);
    const edit = { revision: 2, by: alex, at: later(600), changes: [], voters: [], asksAgain: [first, second] };
    const reopened = { vote: first, because: 'edited' };
    assert.deepEqual(explain(halfApproved({ edit, votes: [second] }), facts, TUESDAY).idle, [reopened]);
    const others = [approval(lynne, first.as, 6)];
    const elsewhere = explain(halfApproved({ edit, votes: [second, ...others] }), facts, TUESDAY).idle;
    assert.deepEqual(elsewhere, [reopened], 'another person of the role is not the same');
  });

  it('takes from an edit which approvals it opened again, and for whom they were given; an objection is answered by it', () => {
    const [dba, techLead] = halfApproved().votes;
    assert.ok(dba && techLead);
    const standIn = { kind: 'delegate', of: megan } as const;
    const objection = { ...approval(adele, 'devops-lead', 300), choice: 'request-changes' } as const;
    const before = halfApproved({ votes: [dba, { ...techLead, standIn }, objection] });
    const reopened = [techLead.as, objection.as];
    const terms = termsOf(before.plan, policy);
    const { edit } = evolve(before, {
      kind: 'revised',
      by: alex,
      plan: before.plan,
      risk: RISK,
      reopened,
      at: later(700),
      ...terms,
    });
    assert.deepEqual(edit?.asksAgain, [{ by: techLead.by, as: techLead.as, standIn, at: techLead.at }]);
  });

  it('says what an approved request has lost since, and what keeps it from starting once its window is open', () => {
    const without = { ...facts, holders: new Map([...holders, [role('cto'), []]]) };
    const lost = { kind: 'obstacle', obstacle: { code: 'approval-lost', by: megan, role: role('cto') } } as const;
    assert.deepEqual(explain(approvedRequest(), without, TUESDAY).blocks[0], lost);
    const execution = { ...policy.execution, rollCall: { people: 3, named: [] }, checklist: ['Backups taken'] };
    const unready = explain(approvedRequest(), { ...facts, policy: { ...policy, execution } }, during).blocks;
    assert.deepEqual(
      unready.map((block) => (block.kind === 'obstacle' ? block.obstacle.code : block.kind)),
      ['not-ready'],
    );
  });

  it('says that nobody is left, and when one person is needed twice', () => {
    const without = explain(halfApproved(), { ...facts, holders: new Map([[role('cto'), [megan]]]) }, TUESDAY);
    assert.deepEqual(
      without.blocks.flatMap((block) => (block.kind === 'approval' ? [block.who.length] : [])),
      [1, 0],
    );
    const twice = new Map([...holders, [role('devops-lead'), [megan]]]);
    const short = explain(halfApproved(), { ...facts, holders: twice }, TUESDAY).blocks.find(
      ({ kind }) => kind === 'too-few-people',
    );
    assert.ok(short?.kind === 'too-few-people' && short.missing.length === 1);
  });

  it('gives starts for what can still start only', () => {
    const withStarts = everyState().filter((request) => explain(request, { ...facts, calendar }, TUESDAY).starts.length > 0);
    assert.deepEqual(withStarts.map(({ state }) => state).toSorted(), ['approved', 'expired', 'paused', 'pending']);
  });
});
