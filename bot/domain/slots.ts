import { askingOf, busySpans, type Asking, type Holds, type Obstacle } from './clearance.ts';
import type { Environment, Policy } from './policy.ts';
import type { Plan } from './plan.ts';
import type { FieldRefusal, Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import type { RuleFacts } from './rules.ts';
import { startsAtWork } from './starts.ts';
import { later, plusMinutes, type Calendar, type Instant } from './time.ts';

/** What is known about a target, read fresh whenever slots are offered. */
export interface SlotFacts {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly holds: Pick<Holds, 'freezes' | 'locks' | 'others'>;
}

/** The same for a form, which may be that of a request that is edited. */
type FormFacts = Pick<RuleFacts, 'policy' | 'calendar' | 'editing' | 'holds' | 'others'>;

/** Noes that another window would turn into a yes. */
const ABOUT_WINDOW: readonly (FieldRefusal['code'] | Refusal['code'])[] = [
  'window-past',
  'window-not-allowed',
  'window-taken',
  'outside-windows',
  'frozen',
  'locked',
  'too-early',
  'too-late',
];

export const isAboutWindow = ({ code }: Pick<FieldRefusal | Refusal | Obstacle, 'code'>): boolean =>
  ABOUT_WINDOW.includes(code);

/** How long a deployment is thought to take while nobody has said. */
const USUAL_MINUTES = 30;

/** The next legal starts for what a form says so far, none earlier than it asks for; none while it does not say where. */
export function slotsFor(read: Partial<Plan>, facts: FormFacts, now: Instant): readonly Instant[] {
  const { service, environment, window, duration = USUAL_MINUTES } = read;
  if (service === undefined || environment === undefined) return [];
  const others = facts.others.filter((other) => other.service === service && other.environment === environment);
  const asking = { id: facts.editing, service, environment, overridden: [] };
  return slotsFrom(window?.start ?? now, duration, asking, { ...facts, holds: { ...facts.holds, others } }, now);
}

/** The next legal starts for a request that was handed in, none earlier than `from`. */
export const slotsOf = (request: DeployRequest, from: Instant, facts: SlotFacts, now: Instant): readonly Instant[] =>
  slotsFrom(from, request.plan.duration, askingOf(request, request.plan.window), facts, now);

/** At most three, outside freezes, locks and other requests' windows, in working time wherever the windows allow it. */
function slotsFrom(
  from: Instant,
  minutes: number,
  asking: Omit<Asking, 'span'>,
  { policy, calendar, holds }: SlotFacts,
  now: Instant,
): readonly Instant[] {
  const environment: Environment | undefined = policy.environments.get(asking.environment);
  if (environment === undefined) return [];
  const taken = holds.others.filter(({ id }) => id !== asking.id);
  const others = [...taken, ...busySpans(asking, holds, now)];
  return startsAtWork(later(from, plusMinutes(now, 1)), minutes, environment, { calendar, work: policy.work, others });
}
