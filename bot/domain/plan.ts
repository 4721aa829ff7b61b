import type { PullRequest } from './pull-request.ts';
import { FIELDS, isAsked, type Answers, type Field, type FieldId } from './fields.ts';
import type { ChangeTypeId, EnvironmentId, PersonId, ServiceId } from './ids.ts';
import { EMPTY, readField, type FieldContext } from './read-field.ts';
import type { FieldProblem } from './refusal.ts';
import { accept } from './result.ts';
import { plusMinutes, type WallClock, type Span } from './time.ts';
import { answersOn } from './zones.ts';

export { optionsOf } from './read-field.ts';

type Read<F extends Field> = F['kind'] extends 'choices' | 'people' | 'lines'
  ? readonly string[]
  : F['kind'] extends 'number' | 'percentage' | 'minutes'
    ? number
    : F['kind'] extends 'yes-no'
      ? boolean
      : string;

type ReadFields = { readonly [F in Field as F['id']]: Read<F> };

/**
 * What a request asks for, read from its answers. A field that was not asked, or left empty, is `''`, `0`,
 * `false` or `[]`. Moments are UTC; days and times of staging are those of the policy's zone; durations are minutes;
 * percentages are 0–100.
 */
export interface Plan extends Omit<
  ReadFields,
  | 'service'
  | 'environment'
  | 'changeTypes'
  | 'reviewers'
  | 'authors'
  | 'onCallEngineer'
  | 'backupEngineer'
  | 'managerOnCall'
  | 'date'
  | 'time'
> {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly changeTypes: readonly ChangeTypeId[];
  readonly reviewers: readonly PersonId[];
  /** Who wrote the code; none of them approves it. */
  readonly authors: readonly PersonId[];
  readonly onCallEngineer: PersonId;
  readonly backupEngineer: PersonId;
  readonly managerOnCall: PersonId;
  readonly window: Span;
  /** What the pull request under its link said when the plan was handed in. */
  readonly pull?: PullRequest;
}

export type PlanContext = FieldContext;

/** As much of a plan as the answers give so far, and what is wrong with the rest. */
export interface Reading {
  readonly read: Partial<Plan>;
  readonly problems: readonly FieldProblem[];
}

/** The shape of each answer, not yet its sense (that is rules.ts). */
export function readAnswers(answers: Answers, context: PlanContext): Reading {
  const problems: FieldProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const read = isAsked(field.id, answers, context.policy)
      ? readField(field, answers[field.id] ?? '', context)
      : accept(EMPTY[field.kind]);
    if (read.ok) values[field.id] = read.value;
    else problems.push({ field: field.id, refusal: read.problem });
  }

  const { date, time, ...typed } = values;
  const rest: Partial<Plan> = { ...typed, ...stagingOf(typed, context) };
  if (typeof date !== 'string' || typeof time !== 'string') return { read: rest, problems };
  const start = context.wall.instantOf({ date, time });
  if (start === undefined) return { read: rest, problems: [...problems, { field: 'time', refusal: { code: 'not-a-time' } }] };
  if (rest.duration === undefined) return { read: rest, problems };
  return { read: { ...rest, window: { start, end: plusMinutes(start, rest.duration) } }, problems };
}

const STAGING = ['stagedOn', 'stagedTime', 'stagingTestedOn', 'stagingTestedTime'] as const;

/** When it was staged, as far as that was read, in the policy's zone. */
function stagingOf(
  values: Readonly<Record<string, unknown>>,
  { calendar, wall }: PlanContext,
): Pick<Answers, (typeof STAGING)[number]> {
  const read = STAGING.flatMap((id) => (typeof values[id] === 'string' ? [[id, values[id]] as const] : []));
  return answersOn(calendar, Object.fromEntries(read), wall);
}

/** The answers that would give this plan again, except when it happens. */
export function saidIn(plan: Plan): Answers {
  const typed: Partial<Record<FieldId, string>> = {};
  const values = plan as unknown as Readonly<Record<string, unknown>>;
  for (const field of FIELDS) {
    if (field.id === 'date' || field.id === 'time') continue;
    typed[field.id] = typedAs(field, values[field.id]);
  }
  return typed;
}

/** The answers that would give this plan again by the clock of whoever edits it; `calendar` is the policy's. */
export const answersOf = (plan: Plan, calendar: WallClock, wall: WallClock = calendar): Answers =>
  answersOn(wall, { ...saidIn(plan), ...calendar.localOf(plan.window.start) }, calendar);

/** A plan as it was kept, with what a later form asks besides left empty. */
export const completePlan = (kept: Plan): Plan => ({ ...NOTHING_SAID, ...kept });

const NOTHING_SAID: object = Object.fromEntries(
  FIELDS.filter(({ id }) => id !== 'date' && id !== 'time').map(({ id, kind }) => [id, EMPTY[kind]]),
);

/** Nothing for an optional answer that was not given; a zero would say something else. */
function typedAs({ kind, need }: Field, value: unknown): string {
  if (Array.isArray(value)) return value.join(kind === 'lines' ? '\n' : ',');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === 0 && need === 'optional' ? '' : String(value);
}
