import type { Answers } from './fields.ts';
import type { EnvironmentId, PersonId, RequestId, RoleId, ServiceId } from './ids.ts';
import { readPlan, type Plan, type PlanContext } from './plan.ts';
import type { FieldProblem } from './refusal.ts';
import { requirementsOf, unfillable } from './requirements.ts';
import { accept, refuse, type Result } from './result.ts';
import { overlaps, type Instant, type Span } from './time.ts';

/** What the rules look at besides the answers. */
export interface RuleFacts extends PlanContext {
  readonly requester: PersonId;
  /** The request that is being edited: it is not in its own way. */
  readonly editing: RequestId | undefined;
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  readonly versions: Versions;
  readonly others: readonly OtherRequest[];
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

/** Everything that blocks a submission, each with the field to say it beside (seeds/002 and design §5). */
export function checkAnswers(answers: Answers, facts: RuleFacts, now: Instant): Result<Plan, readonly FieldProblem[]> {
  const read = readPlan(answers, facts);
  if (!read.ok) return read;
  const plan = read.value;
  const problems = [
    ...versionProblems(plan, facts),
    ...testingProblems(plan, facts, now),
    ...windowProblems(plan, facts, now),
    ...(plan.backupEngineer === plan.onCallEngineer
      ? [{ field: 'backupEngineer', refusal: { code: 'backup-is-on-call' } } as const]
      : []),
    ...approverProblems(plan, facts),
  ];
  return problems.length === 0 ? accept(plan) : refuse(problems);
}

function versionProblems(plan: Plan, { versions, running, others, editing }: RuleFacts): readonly FieldProblem[] {
  const { service, environment, version } = plan;
  if (!versions.isVersion(version)) return [{ field: 'version', refusal: { code: 'not-a-version' } }];
  const current = running.find((run) => run.service === service && run.environment === environment)?.version;
  if (current !== undefined && !versions.isNewer(version, current)) {
    return [{ field: 'version', refusal: { code: 'version-not-newer', running: current } }];
  }
  const twin = others.find(
    (other) =>
      other.id !== editing && other.service === service && other.environment === environment && other.version === version,
  );
  return twin === undefined ? [] : [{ field: 'version', refusal: { code: 'already-requested', by: twin.id } }];
}

function testingProblems(plan: Plan, { policy, requester, calendar }: RuleFacts, now: Instant): readonly FieldProblem[] {
  const { minimumCoverage, minimumReviewers } = policy.thresholds;
  const problems: FieldProblem[] = [];
  if (plan.unitCoverage < minimumCoverage) {
    problems.push({ field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: minimumCoverage } });
  }
  if (plan.reviewers.includes(requester)) {
    problems.push({ field: 'reviewers', refusal: { code: 'reviewer-is-requester' } });
  } else if (plan.reviewers.length < minimumReviewers) {
    problems.push({ field: 'reviewers', refusal: { code: 'too-few-reviewers', minimum: minimumReviewers } });
  }
  if (policy.environments.get(plan.environment)?.proof === 'attested') {
    if (!plan.stagingSucceeded) problems.push({ field: 'stagingSucceeded', refusal: { code: 'staging-not-proven' } });
    if (plan.stagedOn > calendar.localOf(now).date) {
      problems.push({ field: 'stagedOn', refusal: { code: 'staged-in-future' } });
    }
  }
  return problems;
}

function windowProblems(plan: Plan, { policy, calendar, others, editing }: RuleFacts, now: Instant): readonly FieldProblem[] {
  const { window, duration, service, environment } = plan;
  if (window.start <= now) return [{ field: 'time', refusal: { code: 'window-past' } }];
  const windows = policy.environments.get(environment)?.windows ?? [];
  if (!calendar.isInside(window, windows)) {
    const next = calendar.nextStart(window.start, duration, windows);
    return [{ field: 'time', refusal: { code: 'window-not-allowed', next } }];
  }
  const taken = others.find(
    (other) =>
      other.id !== editing && other.service === service && other.environment === environment && overlaps(other.window, window),
  );
  return taken === undefined
    ? []
    : [{ field: 'time', refusal: { code: 'window-taken', by: taken.id, until: taken.window.end } }];
}

/** Says now, not in a week, that nobody could ever approve this. */
function approverProblems(plan: Plan, { policy, holders, requester }: RuleFacts): readonly FieldProblem[] {
  const { empty, short } = unfillable(requirementsOf(plan, policy), holders, new Set([requester]));
  if (empty.length > 0) {
    return [{ field: 'changeTypes', refusal: { code: 'nobody-holds', roles: empty.flatMap(({ anyOf }) => anyOf) } }];
  }
  if (short.length > 0) {
    return [{ field: 'changeTypes', refusal: { code: 'too-few-people', roles: short.flatMap(({ anyOf }) => anyOf) } }];
  }
  return [];
}
