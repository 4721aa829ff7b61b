import * as cards from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import { changesOf } from '../../bot/domain/difference.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import type { Samples } from './given-context.ts';
import {
  alex,
  approvedRequest,
  deployedRequest,
  everyState,
  halfApproved,
  later,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  pullLike,
  risky,
  role,
  rolledBackRequest,
  WINDOW_START,
} from './given.ts';

const CHECKED: Policy['phases'] = [
  {
    id: 'technical',
    title: 'Technical review',
    slaDays: 2,
    roles: [],
    checklists: new Map([
      [
        role('cto'),
        [
          'Architecture soundness',
          'Technical risk assessment',
          'Scalability concerns addressed',
          'Performance impact acceptable',
          'Rollback plan is solid',
        ],
      ],
    ]),
  },
];

/** What those see who are asked, and what everybody sees of a request in every state. */
export function* requestSamples(context: Context): Samples {
  yield* reviewSamples(context);
  for (const one of everyState()) {
    yield [`request ${one.state}`, cards.requestCard(one, context)];
    yield [`found ${one.state}`, cards.foundCard(one, context)];
    yield [`root ${one.state}`, cards.rootCard(one, context)];
    yield [`approval ${one.state}`, cards.approvalCard(one, context)];
  }
  yield ['edit', cards.editCard(edited(), 2, context)];
  yield ['edit, overtaken', cards.editCard(edited(), 1, context)];
  yield ['request commented', cards.requestCard(edited(), context)];
  yield ['comment', cards.commentCard(edited(), 3, context)];
  yield ['details', cards.detailsCard(approvedRequest(), context)];
  yield ['details, with a pull request', cards.detailsCard(pulled(), context)];
  yield ['list', cards.listCard('status', everyState(), context)];
  yield ['list, pending', cards.listCard('pending', [halfApproved(), pendingRequest()], context)];
  yield ['list, digest', cards.digestCard([halfApproved(), pendingRequest(), pendingRequest(), pendingRequest()], context)];
  yield ['list, empty', cards.listCard('pending', [], context)];
}

function* reviewSamples(context: Context): Samples {
  const request = halfApproved();
  const reviewed = { ...request, ...termsOf(request.plan, policyLike({ phases: CHECKED })) };
  const brief = { last: deployedBefore('2.4.0'), similar: [deployedBefore('2.4.0'), rolledBackRequest()], alerts: [] };
  const filled = cards.NOTHING_FILLED;
  const roles = [role('cto'), role('devops-lead')];
  yield ['approval', cards.approvalCard(request, context)];
  yield ['approval, way back untested', cards.approvalCard(untested(), context)];
  yield ['approval, checks fail', cards.approvalCard(pulled(), context)];
  yield ['review', cards.reviewCard(reviewed, { as: role('cto'), brief, filled }, context)];
  yield ['review, answered', cards.givenCard(request, request.votes.slice(0, 1), context)];
  yield ['choose role', cards.chooseRoleCard(request, { roles, choice: 'approve', comment: 'Looks good.' }, context)];
}

const pulled = () => halfApproved({ plan: planLike({ pull: pullLike() }) });

const deployedBefore = (version: string) => deployedRequest({ plan: planLike({ version }) });

/** Edited after two votes, and talked about. */
function edited() {
  const request = halfApproved();
  const after = planLike({
    migration: 'Two nullable columns on orders, filled in batches of 2,000 at night.',
    rollbackMinutes: 25,
    steps: [...request.plan.steps.slice(0, 2), 'Check the backfill', ...request.plan.steps.slice(2)],
    window: { start: later(24 * 60, WINDOW_START), end: later(24 * 60 + 30, WINDOW_START) },
  });
  return halfApproved({
    revision: 2,
    plan: after,
    edit: {
      revision: 2,
      by: alex,
      at: later(600),
      changes: changesOf(request.plan, after),
      voters: request.votes.map(({ by, as }, n) => ({ by, as, isKept: n === 0 })),
      asksAgain: request.votes.slice(1),
    },
    comments: [
      { by: patti, text: 'Is the backfill idempotent?', at: later(520) },
      { by: alex, text: 'It is; see the second commit.', at: later(540) },
      { by: patti, text: 'Thank you. Please run it at night, though.', at: later(560) },
    ],
  });
}

function untested() {
  const request = halfApproved();
  return { ...request, ...risky(), plan: { ...risky().plan, changeTypes: [] } };
}
