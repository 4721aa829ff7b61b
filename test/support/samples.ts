import * as cards from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { en } from '../../bot/cards/words/en.ts';
import { alertSamples } from './alert-samples.ts';
import { doctorSamples } from './doctor-samples.ts';
import { executionSamples } from './execution-samples.ts';
import { formSamples } from './form-samples.ts';
import { contextLike, type Samples } from './given-context.ts';
import { halfApproved } from './given.ts';
import { holdSamples } from './hold-samples.ts';
import { owedSamples } from './owed-samples.ts';
import { requestSamples } from './request-samples.ts';
import { rolloutSamples } from './rollout-samples.ts';
import { standInSamples } from './stand-in-samples.ts';
import { watchSamples } from './watch-samples.ts';
import { whySamples } from './why-samples.ts';

export { contextLike } from './given-context.ts';
export { AS_PLANNED, formInput } from './given-form.ts';

const ALL = [
  formSamples,
  requestSamples,
  rolloutSamples,
  executionSamples,
  watchSamples,
  alertSamples,
  whySamples,
  standInSamples,
  owedSamples,
  holdSamples,
  doctorSamples,
  plainSamples,
];

/** One of every card, by name. */
export function sampleCards(context: Context = contextLike()): ReadonlyMap<string, CardMessage> {
  const samples = new Map<string, CardMessage>();
  for (const [name, card] of ALL.flatMap((of) => [...of(context)])) if (card !== undefined) samples.set(name, card);
  return samples;
}

function* plainSamples(context: Context): Samples {
  yield ['help', cards.helpCard(context)];
  yield ['welcome', cards.welcomeCard(context)];
  yield ['notice', cards.noticeCard(en.said.later)];
  const acting = en.said.actingBanner('Megan Bowen', 'CTO / Tech Director');
  const banner = cards.approvalCard(halfApproved(), context);
  yield ['banner', { ...banner, card: cards.withBanner(banner.card, acting) }];
}
