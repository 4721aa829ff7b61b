import * as cards from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { adele, approvedRequest, deployingRequest, later, lynne, megan, rollingBackRequest, WINDOW_START } from './given.ts';

/** What is asked of people before a deployment and while it runs. */
export function executionSamples(context: Context): ReadonlyMap<string, CardMessage> {
  const samples = new Map<string, CardMessage>();
  const checklist = ['All approvals in place', 'Team notified of deployment window', 'Rollback procedures reviewed with team'];
  const execution: Policy['execution'] = {
    rollCall: { people: 3, named: ['onCallEngineer', 'managerOnCall'] },
    checklist,
    rollbackConfirmations: 1,
  };
  const strict = { ...context, policy: { ...context.policy, execution } };
  const at = later(-30, WINDOW_START);
  const half = { present: [{ by: lynne, at }], ticked: [{ line: checklist[0] ?? '', by: adele, at }] };
  const all = {
    present: [adele, lynne, megan].map((by) => ({ by, at })),
    ticked: checklist.map((line) => ({ line, by: adele, at })),
  };
  samples.set('ready', cards.readyCard(approvedRequest(), strict));
  samples.set('ready, half', cards.readyCard(approvedRequest({ readiness: half }), strict));
  samples.set('ready, all', cards.readyCard(approvedRequest({ readiness: all }), strict));

  const ask = { by: adele, reason: 'Error rate at 5.8 % since the slot swap.', at: later(15, WINDOW_START), answer: undefined };
  const asked = deployingRequest({ rollout: { ...deployingRequest().rollout, asks: [ask] } });
  const answer = { kind: 'withdrawn', by: lynne, at: later(17, WINDOW_START) } as const;
  const turnedDown = deployingRequest({ rollout: { ...asked.rollout, asks: [{ ...ask, answer }] } });
  setIf(samples, 'rollback asked', cards.askBackCard(asked, 1, context));
  setIf(samples, 'rollback asked, turned down', cards.askBackCard(turnedDown, 1, context));

  const word = { text: 'The backfill holds a lock; it is paused.', by: adele, at: later(20, WINDOW_START) };
  const [issue] = rollingBackRequest().rollout.issues;
  if (issue === undefined) return samples;
  const rollout = { ...deployingRequest().rollout, issues: [{ ...issue, updates: [word], resolved: undefined }] };
  const resolved = { ...rollout, issues: [{ ...issue, updates: [word], resolved: { ...word, text: 'Lock gone.' } }] };
  setIf(samples, 'issue, updated', cards.issueCard(deployingRequest({ rollout }), 1, context));
  setIf(samples, 'issue update', cards.issueWordCard(deployingRequest({ rollout }), { issue: 1, word: 1 }, context));
  setIf(samples, 'issue, resolved', cards.issueCard(deployingRequest({ rollout: resolved }), 1, context));
  setIf(samples, 'issue end', cards.issueWordCard(deployingRequest({ rollout: resolved }), { issue: 1, word: 2 }, context));
  return samples;
}

function setIf(samples: Map<string, CardMessage>, name: string, card: CardMessage | undefined): void {
  if (card !== undefined) samples.set(name, card);
}
