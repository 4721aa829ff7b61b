import * as cards from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { Samples } from './given-context.ts';
import { approvedRequest, deployedRequest, deployingRequest, rolledBackRequest, rollingBackRequest } from './given.ts';

/** A deployment from its announcement to its end, well and badly. */
export function* rolloutSamples(context: Context): Samples {
  yield ['scheduled', cards.scheduledCard(approvedRequest(), context)];
  yield ['live', cards.liveCard(deployingRequest(), context)];
  const allDone = deployingRequest({ rollout: { ...deployedRequest().rollout, ended: undefined } });
  yield ['live, all steps done', cards.liveCard(allDone, context)];
  yield ['live, rolling back', cards.liveCard(rollingBackRequest(), context)];
  yield ['live, ended', cards.liveCard(deployedRequest(), context)];
  yield ['success', cards.successCard(deployedRequest(), context)];
  yield ['issue', cards.issueCard(rollingBackRequest(), 1, context)];
  yield ['issue, ended', cards.issueCard(rolledBackRequest(), 1, context)];
  yield ['rolling back', cards.rolledBackCard(rollingBackRequest(), context)];
  yield ['rolled back', cards.rolledBackCard(rolledBackRequest(), context)];
}
