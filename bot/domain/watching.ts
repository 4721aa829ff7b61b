import type { Decision, DecisionFacts } from './decide.ts';
import { mayDeploy } from './execution.ts';
import type { PersonId } from './ids.ts';
import { drop, owe } from './obligation.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import { accept, refuse } from './result.ts';
import { hookOf } from './rollback-hook.ts';
import { openAsk, type Rollout } from './rollout.ts';
import { minutesBetween, plusMinutes, type Instant } from './time.ts';
import { limitsOf } from './watch-limits.ts';
import {
  evolveWatch,
  judge,
  momentDue,
  nextMoment,
  overall,
  verdictOf,
  type Breach,
  type Check,
  type Reading,
  type Sample,
  type Watch,
} from './watch.ts';

/** What is asked of a deployment that is live. */
export type WatchCommand =
  | { readonly kind: 'open-watch'; readonly source: Watch['source']; readonly before: Sample | undefined }
  /** `at` is the moment that was measured. */
  | { readonly kind: 'record-check'; readonly at: Instant; readonly reading: Reading }
  | { readonly kind: 'ask-check' }
  | { readonly kind: 'answer-check'; readonly by: PersonId; readonly saw: 'healthy' | 'unhealthy'; readonly note: string }
  /** `lines` are places in policy's success criteria, counting from 0. */
  | { readonly kind: 'vouch-success'; readonly by: PersonId; readonly lines: readonly number[] };

type Live = Extract<DeployRequest, { state: 'deployed' }>;
type Watched = Live & { readonly rollout: Rollout & { readonly watch: Watch } };

/** Refuses with `not-watched`, `not-deployer` or `reason-needed`; what was looked at already is not looked at again. */
export function decideWatch(request: DeployRequest, command: WatchCommand, facts: DecisionFacts, now: Instant): Decision {
  if (command.kind === 'open-watch') return openWatch(request, command, facts.policy, now);
  if (!isWatched(request)) return refuse({ code: 'not-watched' });
  switch (command.kind) {
    case 'record-check':
      return record(request, command, facts.policy, now);
    case 'ask-check':
      return askForCheck(request, facts.policy, now);
    case 'answer-check':
      return mayDeploy(request, command.by, facts)
        ? answer(request, command, facts.policy, now)
        : refuse({ code: 'not-deployer' });
    case 'vouch-success':
      return mayDeploy(request, command.by, facts)
        ? vouch(request, command, facts.policy, now)
        : refuse({ code: 'not-deployer' });
  }
}

export const isWatched = (request: DeployRequest): request is Watched =>
  request.state === 'deployed' && request.rollout.watch !== undefined;

/** Whether policy wants a deployment like this one watched: the whole process applies, and it names horizons. */
function isToBeWatched({ plan }: Pick<DeployRequest, 'plan'>, { environments, watch }: Policy): boolean {
  const rules = environments.get(plan.environment)?.rules;
  return rules !== 'light' && rules !== 'none' && watch.horizons.length > 0;
}

/** When the watch has to be looked at next; undefined when there is nothing to look at. */
export function watchDue(request: DeployRequest, policy: Policy): Instant | undefined {
  if (request.state !== 'deployed') return undefined;
  const { watch, live } = request.rollout;
  if (watch === undefined) return isToBeWatched(request, policy) ? live?.at : undefined;
  const next = nextMoment(watch)?.at;
  return next ?? (watch.asked === undefined ? undefined : plusMinutes(watch.asked.at, MINUTES_FOR_LAST_ANSWER));
}

/** After the last question nobody is asked again, so that its answer is waited for this long. */
const MINUTES_FOR_LAST_ANSWER = 60;
const MOST_MINUTES_TO_ANSWER = 30;

function openWatch(
  request: DeployRequest,
  { source, before }: Extract<WatchCommand, { kind: 'open-watch' }>,
  policy: Policy,
  now: Instant,
): Decision {
  if (request.state !== 'deployed' || request.rollout.watch !== undefined || !isToBeWatched(request, policy)) return accept([]);
  const since = request.rollout.live?.at ?? now;
  const { horizons } = policy.watch;
  return accept([{ kind: 'watch-opened', since, source, horizons, limits: limitsOf(request, policy), before, at: now }]);
}

function record(
  request: Watched,
  { at, reading }: Extract<WatchCommand, { kind: 'record-check' }>,
  policy: Policy,
  now: Instant,
): Decision {
  const moment = momentDue(request.rollout.watch, now);
  if (moment?.at !== at) return accept([]);
  return accept(checkEvents(request, { at, horizon: moment.horizon.id, reading }, policy, now));
}

/** The check with all that follows from it. */
function checkEvents(
  request: Watched,
  look: Pick<Check, 'at' | 'horizon' | 'reading'>,
  policy: Policy,
  now: Instant,
): readonly RequestEvent[] {
  const { watch } = request.rollout;
  const check: Check = {
    ...look,
    ...judge(look.reading, alertsSince(request, watch.checks.at(-1)?.at ?? watch.since), watch.limits),
  };
  const after = evolveWatch(watch, { kind: 'checked', ...check });
  const obeys = request.rollout.run?.rollsBack === 'at-gate' || hookOf(request, policy) !== undefined;
  const back = rollbackFor(request, after, { check, obeys }, now);
  const ended = back.some(({ kind }) => kind === 'rollback-started') ? [] : closings(after, check.at, now);
  return [{ kind: 'checked', ...check }, ...investigations(request, check, now), ...back, ...ended];
}

const alertsSince = ({ alerts }: DeployRequest, since: Instant): number => alerts.filter(({ at }) => at > since).length;

/** Asked for at once; gone back at once only where policy and pipeline both say so, and not for one bad moment. */
function rollbackFor(
  request: Watched,
  { checks, limits }: Watch,
  { check, obeys }: { readonly check: Check; readonly obeys: boolean },
  at: Instant,
): readonly RequestEvent[] {
  const breach = check.breaches.find(({ calls }) => calls === 'rollback');
  if (breach === undefined) return [];
  const inARow = checks.slice(-limits.consecutive);
  const lasting = inARow.length === limits.consecutive && inARow.every(wantsBack);
  if (limits.rollback === 'automatic' && obeys && lasting) {
    return [{ kind: 'rollback-started', by: 'watch', confirmedBy: undefined, reason: '', breach, at }];
  }
  return openAsk(request.rollout) === undefined ? [{ kind: 'rollback-asked', by: 'watch', reason: '', breach, at }] : [];
}

const wantsBack = ({ breaches }: Check): boolean => breaches.some(({ calls }) => calls === 'rollback');

/** Somebody has to look within minutes; one who is looking is not asked again. */
function investigations(request: Watched, { breaches }: Check, now: Instant): readonly RequestEvent[] {
  const wanted = breaches.some(({ calls }: Breach) => calls === 'investigation');
  const known = request.obligations.filter(({ kind }) => kind === 'investigate');
  if (!wanted || known.some(({ met }) => met === undefined)) return [];
  const { onCallEngineer: owner } = request.plan;
  const within = request.rollout.watch.limits.investigateWithin;
  return [owe({ kind: 'investigate', owner, since: now, within, n: known.length + 1 }, now)];
}

/** Every horizon that is over by the moment of this check; after the last one the deployment is complete. */
function closings(watch: Watch, at: Instant, now: Instant): readonly RequestEvent[] {
  const over = watch.horizons.filter(
    ({ id, until }) => plusMinutes(watch.since, until) <= at && !watch.closed.some(({ horizon }) => horizon === id),
  );
  const closed = over.map(({ id }) => {
    const verdict = verdictOf(
      watch.checks.filter(({ horizon }) => horizon === id),
      watch.limits,
    );
    return { kind: 'horizon-closed', horizon: id, verdict, at: now } as const;
  });
  const after = closed.reduce<Watch>(evolveWatch, watch);
  const isLast = after.closed.length === after.horizons.length;
  return isLast ? [...closed, { kind: 'completed', verdict: overall(after), at: now }] : closed;
}

/** Asks whoever is on call to look. What was not answered until then is not known; asked twice, the question stays open. */
function askForCheck(request: Watched, policy: Policy, now: Instant): Decision {
  const due = watchDue(request, policy);
  if (due === undefined || now < due) return accept([]);
  const { watch } = request.rollout;
  const moment = momentDue(watch, now);
  const missed = watch.asked === undefined ? [] : missedCheck(request, watch.asked, policy, now);
  if (moment === undefined) return accept(missed);

  const n = (watch.asked?.n ?? watch.checks.length) + 1;
  const next = momentAfter(watch, moment.at);
  const within = Math.min(MOST_MINUTES_TO_ANSWER, next === undefined ? MOST_MINUTES_TO_ANSWER : minutesBetween(now, next));
  const owed = owe(
    { kind: 'watch-check', owner: request.plan.onCallEngineer, since: now, within: Math.max(1, within), n },
    now,
  );
  return accept([...missed, { kind: 'check-asked', n, at: moment.at }, owed]);
}

const momentAfter = (watch: Watch, at: Instant): Instant | undefined => nextMoment({ ...watch, asked: { n: 0, at } })?.at;

function missedCheck(
  request: Watched,
  { n, at }: NonNullable<Watch['asked']>,
  policy: Policy,
  now: Instant,
): readonly RequestEvent[] {
  const reading = { kind: 'unknown', because: 'not-answered' } as const;
  return [
    drop(checkOwed(n), now),
    ...checkEvents(request, { at, horizon: horizonAt(request.rollout.watch, at), reading }, policy, now),
  ];
}

const checkOwed = (n: number): string => `watch-check-${String(n)}`;

/** An answer belongs to the question that is open; unasked, it is a check of its own. */
function answer(
  request: Watched,
  { by, saw, note }: Extract<WatchCommand, { kind: 'answer-check' }>,
  policy: Policy,
  now: Instant,
): Decision {
  if (saw === 'unhealthy' && note.trim() === '') return refuse({ code: 'reason-needed' });
  const { watch } = request.rollout;
  const { asked } = watch;
  const at = asked?.at ?? now;
  const reading = { kind: 'seen', by, saw, note: note.trim() } as const;
  const met =
    asked === undefined ? [] : [{ kind: 'obligation-met', id: checkOwed(asked.n), by, note: note.trim(), at: now } as const];
  return accept([...met, ...checkEvents(request, { at, horizon: horizonAt(watch, at), reading }, policy, now)]);
}

/** The horizon in which a moment lies; the last one for what comes after. */
function horizonAt({ since, horizons }: Watch, at: Instant): string {
  const found = horizons.find(({ until }) => at <= plusMinutes(since, until)) ?? horizons.at(-1);
  return found?.id ?? '';
}

function vouch(
  request: Watched,
  { by, lines }: Extract<WatchCommand, { kind: 'vouch-success' }>,
  { watch }: Policy,
  now: Instant,
): Decision {
  const known = new Set(request.rollout.watch.vouched.map(({ line }) => line));
  const chosen = [...new Set(lines)].flatMap((place) => watch.criteria[place] ?? []).filter((line) => !known.has(line));
  return accept(chosen.length === 0 ? [] : [{ kind: 'success-vouched', lines: chosen, by, at: now }]);
}
