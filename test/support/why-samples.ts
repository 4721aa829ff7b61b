import * as cards from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { explain } from '../../bot/domain/explanation.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { simulate } from '../../bot/domain/simulation.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { contextLike, type Samples } from './given-context.ts';
import {
  adele,
  alex,
  approval,
  changeType,
  everyState,
  halfApproved,
  later,
  lynne,
  PAYMENTS,
  pendingRequest,
  pradeep,
  PROD,
  role,
} from './given.ts';

/** What is missing, of every request, and who would have to approve another. */
export function* whySamples(context: Context): Samples {
  for (const one of everyState()) yield [`why ${one.state}`, whySample(one, context)];
  yield ['why, votes that fill nothing', whySample(overtaken(), context)];
  const nobody = contextLike({ ...context, holders: new Map([[role('devops-lead'), [adele]]]) });
  yield ['why, nobody left', whySample(halfApproved(), nobody)];
  yield ['why simulated', simulateSample(context)];
  yield ['why simulated, impossible', simulateSample(nobody)];
}

/** Two days before the window, when there is one to wait for. */
function whySample(request: DeployRequest, context: Context): CardMessage {
  const calendar = createCalendar(context.policy.time);
  const now = 'rollout' in request ? context.now : later(1_540);
  return cards.whyCard(request, explain(request, { ...context, calendar, others: [], holds: NO_HOLDS }, now), {
    ...context,
    now,
  });
}

/** A feature whose product manager need not be asked any more, and which two DevOps Leads have approved. */
function overtaken() {
  const votes = [approval(adele, 'devops-lead', 40), approval(lynne, 'devops-lead', 55), approval(pradeep, 'director', 60)];
  return pendingRequest({ votes });
}

function simulateSample(context: Context): CardMessage {
  const supposed = { environment: PROD, changeTypes: [changeType('security-patch')], service: PAYMENTS };
  const simulation = simulate(supposed, { ...context, requester: alex });
  const starts = [later(60), later(24 * 60), later(2 * 24 * 60)];
  return cards.simulateCard({ supposed, simulation, requester: alex, starts, minutes: 30 }, context);
}
