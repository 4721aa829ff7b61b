import type { Planned } from './conflict.ts';
import { barredFrom } from './duties.ts';
import type { Answers } from './fields.ts';
import type { EnvironmentId, PersonId, RequestId, RoleId, ServiceId } from './ids.ts';
import { readAnswers, type Plan, type PlanContext, type Reading } from './plan.ts';
import { NO_HOLDS, obstaclesTo, type Holds } from './clearance.ts';
import type { FieldId } from './fields.ts';
import type { PullRequest } from './pull-request.ts';
import type { FieldProblem, FieldRefusal } from './refusal.ts';
import type { History } from './risk.ts';
import { requirementsOf, unfillable } from './requirements.ts';
import { accept, refuse, type Result } from './result.ts';
import { slotsFor } from './slots.ts';
import { hoursInStaging } from './staging.ts';
import { overlaps, type Instant, type Span } from './time.ts';

/** What the rules look at besides the answers. */
export interface RuleFacts extends PlanContext {
  readonly requester: PersonId;
  /** The pull request under the link, when it was read. */
  readonly pull?: PullRequest;
  /** The request that is being edited: it is not in its own way. */
  readonly editing: RequestId | undefined;
  /** An emergency that is written down afterwards: what it is and when it began stays, and every rule comes too late. */
  readonly begun?: Plan;
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  readonly versions: Versions;
  readonly history: History;
  /** What else is planned around the day that is asked for, anywhere. */
  readonly planned: readonly Planned[];
  readonly others: readonly OtherRequest[];
  /** Freezes and locks on the target, and what is proven for it; its other requests are `others`. */
  readonly holds: Pick<Holds, 'freezes' | 'locks' | 'proven'>;
  readonly running: readonly { readonly service: ServiceId; readonly environment: EnvironmentId; readonly version: string }[];
}

/** Semantic Versioning 2.0.0, handed in by whoever owns the library. */
export interface Versions {
  readonly isVersion: (text: string) => boolean;
  /** Whether `a` is newer than `b`; both are versions. */
  readonly isNewer: (a: string, b: string) => boolean;
}

/** A live request, as far as it may be in another one's way. */
export interface OtherRequest {
  readonly id: RequestId;
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly version: string;
  readonly window: Span;
}

/**
 * Everything that blocks a submission, each with the field to say it beside (seeds/002 and design §5). A rule
 * speaks as soon as the answers it needs are there, so that a section can be checked before the next is filled.
 */
export const checkAnswers = (answers: Answers, facts: RuleFacts, now: Instant): Result<Plan, readonly FieldProblem[]> =>
  checkReading(readAnswers(answers, facts), facts, now);

/** The same, of answers that are read already. */
export function checkReading(
  { read, problems }: Reading,
  facts: RuleFacts,
  now: Instant,
): Result<Plan, readonly FieldProblem[]> {
  if (facts.begun !== undefined) {
    const { service, environment, version, window, duration } = facts.begun;
    const whole = { ...read, service, environment, version, window, duration } as Plan;
    return problems.length === 0 ? accept(whole) : refuse(problems);
  }
  const broken = [...problems, ...RULES.flatMap((rule) => rule(read, facts, now))];
  if (broken.length > 0) return refuse(broken);
  return accept(facts.pull === undefined ? (read as Plan) : { ...(read as Plan), pull: facts.pull });
}

type Rule = (read: Partial<Plan>, facts: RuleFacts, now: Instant) => readonly FieldProblem[];

const rule =
  <Needed extends keyof Plan>(
    needs: readonly Needed[],
    check: (plan: Pick<Plan, Needed>, facts: RuleFacts, now: Instant) => readonly FieldProblem[],
  ): Rule =>
  (read, facts, now) =>
    needs.every((id) => id in read) ? check(read as Pick<Plan, Needed>, facts, now) : [];

const beside = (field: FieldId, refusal: FieldRefusal): readonly FieldProblem[] => [{ field, refusal }];

const RULES: readonly Rule[] = [
  rule(['version'], ({ version }, { versions }) =>
    versions.isVersion(version) ? [] : beside('version', { code: 'not-a-version' }),
  ),

  rule(['service', 'environment', 'version'], (plan, { versions, running }) => {
    const current = running.find((run) => sameTarget(run, plan))?.version;
    if (current === undefined || !versions.isVersion(plan.version) || versions.isNewer(plan.version, current)) return [];
    return beside('version', { code: 'version-not-newer', running: current });
  }),

  rule(['service', 'environment', 'version'], (plan, { others, editing }) => {
    const twin = others.find((other) => other.id !== editing && sameTarget(other, plan) && other.version === plan.version);
    return twin === undefined ? [] : beside('version', { code: 'already-requested', by: twin.id });
  }),

  rule(['unitCoverage'], ({ unitCoverage }, { policy }) => {
    const minimum = policy.thresholds.minimumCoverage;
    return unitCoverage >= minimum ? [] : beside('unitCoverage', { code: 'coverage-too-low', minimum });
  }),

  rule(['reviewers'], ({ reviewers }, { policy, requester }) => {
    const minimum = policy.thresholds.minimumReviewers;
    if (reviewers.includes(requester)) return beside('reviewers', { code: 'reviewer-is-requester' });
    return reviewers.length >= minimum ? [] : beside('reviewers', { code: 'too-few-reviewers', minimum });
  }),

  rule(['reviewers', 'authors'], ({ reviewers, authors }) =>
    reviewers.some((reviewer) => authors.includes(reviewer)) ? beside('reviewers', { code: 'reviewer-is-author' }) : [],
  ),

  rule(['template', 'service'], ({ template, service }, { policy }) => {
    const services = policy.templates.get(template)?.services ?? [];
    return services.length === 0 || services.includes(service)
      ? []
      : beside('template', { code: 'template-elsewhere', services });
  }),

  rule(['commit'], ({ commit }) =>
    commit === '' || /^[0-9a-f]{7,40}$/i.test(commit) ? [] : beside('commit', { code: 'not-a-commit' }),
  ),

  rule(['environment', 'stagingSucceeded'], ({ environment, stagingSucceeded }, { policy }) =>
    stagingSucceeded || policy.environments.get(environment)?.proof !== 'attested'
      ? []
      : beside('stagingSucceeded', { code: 'staging-not-proven' }),
  ),

  rule(['stagedOn'], ({ stagedOn }, facts, now) =>
    stagedOn > today(facts, now) ? beside('stagedOn', { code: 'staged-in-future' }) : [],
  ),

  rule(['stagingTestedOn'], ({ stagingTestedOn }, facts, now) =>
    stagingTestedOn > today(facts, now) ? beside('stagingTestedOn', { code: 'staged-in-future' }) : [],
  ),

  rule(['stagedOn', 'stagedTime', 'stagingTestedOn', 'stagingTestedTime'], (plan, facts, now) => {
    const isBefore = (hoursInStaging(plan) ?? 0) < 0 && plan.stagedOn <= today(facts, now);
    return isBefore ? beside('stagingTestedOn', { code: 'tested-before-staged' }) : [];
  }),

  rule(['window', 'duration', 'service', 'environment'], (plan, facts, now) => {
    if (plan.window.start <= now) return beside('time', { code: 'window-past' });
    const windows = facts.policy.environments.get(plan.environment)?.windows ?? [];
    if (facts.calendar.isInside(plan.window, windows)) return [];
    return beside('time', { code: 'window-not-allowed', next: slotsFor(plan, facts, now)[0] });
  }),

  rule(['window', 'service', 'environment'], (plan, { others, editing }) => {
    const taken = others.find(
      (other) => other.id !== editing && sameTarget(other, plan) && overlaps(other.window, plan.window),
    );
    return taken === undefined ? [] : beside('time', { code: 'window-taken', by: taken.id, until: taken.window.end });
  }),

  rule(['window', 'service', 'environment', 'version'], (plan, { holds, policy, editing }, now) => {
    const asking = { ...plan, id: editing, span: plan.window, overridden: [] };
    return obstaclesTo(asking, { ...NO_HOLDS, ...holds }, policy, now).flatMap((obstacle) => {
      if (obstacle.code === 'not-proven') return beside('version', obstacle);
      if (obstacle.code === 'locked') return beside('time', obstacle);
      return obstacle.code === 'frozen' && policy.freezes.submission === 'block' ? beside('time', obstacle) : [];
    });
  }),

  rule(['onCallEngineer', 'backupEngineer'], ({ onCallEngineer, backupEngineer }) =>
    backupEngineer === onCallEngineer ? beside('backupEngineer', { code: 'backup-is-on-call' }) : [],
  ),

  // Says now, not in a week, that nobody could ever approve this.
  rule(['environment', 'changeTypes', 'authors'], (plan, { policy, holders, requester }) => {
    const excluded = barredFrom({ requester, plan });
    const { empty, short } = unfillable(requirementsOf(plan, policy), { holders, excluded, personFills: policy.personFills });
    const roles = (requirements: typeof empty) => requirements.flatMap(({ anyOf }) => anyOf);
    if (empty.length > 0) return beside('changeTypes', { code: 'nobody-holds', roles: roles(empty) });
    return short.length > 0 ? beside('changeTypes', { code: 'too-few-people', roles: roles(short) }) : [];
  }),
];

/** The later one of the two days that it may be: a day alone says nothing of its zone. */
function today({ calendar, wall }: RuleFacts, now: Instant): string {
  const [here, there] = [calendar.localOf(now).date, wall.zone === calendar.zone ? '' : wall.localOf(now).date];
  return here < there ? there : here;
}

const sameTarget = (
  a: { readonly service: ServiceId; readonly environment: EnvironmentId },
  b: { readonly service: ServiceId; readonly environment: EnvironmentId },
): boolean => a.service === b.service && a.environment === b.environment;
