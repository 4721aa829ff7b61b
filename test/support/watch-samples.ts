import * as cards from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { Reading, Watch } from '../../bot/domain/watch.ts';
import { measured } from './execution-samples.ts';
import type { Samples } from './given-context.ts';
import { HORIZONS, LIVE_AT, watchLike } from './given-watch.ts';
import { adele, deployedRequest, later } from './given.ts';

export function* watchSamples(context: Context): Samples {
  const criteria = ['All health checks passing', 'No customer complaints reported', 'Metrics aligned with staging'];
  const policy = { ...context.policy, watch: { ...context.policy.watch, horizons: HORIZONS, criteria } };
  const strict = { ...context, policy, now: later(28, LIVE_AT) };
  const watched = (watch: Watch) => deployedRequest({ rollout: { ...deployedRequest().rollout, watch } });
  const fine = [measured(0.4, 130), measured(0.9, 182), measured(0.5, 140), measured(0.3, 121), measured(0.25, 118)];
  const bad = [measured(0.4, 130), measured(2.1, 480), measured(6.2, 1_210)];
  const gaps: readonly Reading[] = [
    { kind: 'unknown', because: 'throttled' },
    { kind: 'seen', by: adele, saw: 'healthy', note: 'Dashboards are green.' },
    { kind: 'unknown', because: 'not-answered' },
  ];
  const closed = [{ horizon: 'first-30-minutes', verdict: 'healthy', at: later(30, LIVE_AT) }] as const;
  const vouched = [{ line: criteria[0] ?? '', by: adele, at: later(31, LIVE_AT) }];
  yield ['watch', cards.watchCard(watched(watchLike(fine)), strict)];
  yield ['watch, begun', cards.watchCard(watched(watchLike([])), strict)];
  yield ['watch, unhealthy', cards.watchCard(watched(watchLike(bad)), strict)];
  yield ['watch, asked', cards.watchCard(watched(watchLike(gaps, { source: 'asked', before: undefined })), strict)];
  yield ['watch summary', cards.summaryCard(watched(watchLike(fine, { closed, vouched })), 1, strict)];
  yield ['watch alarm', cards.alarmCard(watched(watchLike(bad)), 3, strict)];
}
