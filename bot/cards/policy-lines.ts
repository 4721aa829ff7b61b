import type { Policy, RoleChoice } from '../domain/policy.ts';
import { difference, policyChanges, type Asked, type PolicyChange } from '../domain/policy-change.ts';
import { suppose } from '../domain/simulation.ts';
import { requirementsOf } from '../domain/requirements.ts';
import type { Calendar } from '../domain/time.ts';
import { roleTitle } from './pieces.ts';
import { whenText } from './views/simulate.ts';
import { en } from './words/en.ts';

const { policyTool: words, join } = en;

/** An example that a policy file gives of itself: its answers, and who must be asked. */
export interface PolicyExample {
  readonly name: string;
  readonly request: Readonly<Record<string, readonly string[]>>;
  readonly needs: readonly RoleChoice[];
}

/** For a terminal: whether one example holds, and if not, what differs. */
export function exampleLines(
  { name, request, needs }: PolicyExample,
  policy: Policy,
  calendar: Calendar,
): { readonly holds: boolean; readonly lines: readonly string[] } {
  const answers = Object.fromEntries(Object.entries(request).map(([field, values]) => [field, values.join(',')]));
  const supposed = suppose(answers, policy, calendar);
  if (!supposed.ok) {
    const unknown = supposed.problem.map(({ field, known }) => words.unreadable(field, join.or(known)));
    return { holds: false, lines: [words.failed(name), ...unknown] };
  }
  const asks = difference(
    needs,
    requirementsOf(supposed.value, policy).map(({ anyOf }) => anyOf),
  );
  const lines = askedLines(asks, policy, words.asksMore, words.asksNotAny);
  return lines.length === 0
    ? { holds: true, lines: [words.passed(name)] }
    : { holds: false, lines: [words.failed(name), ...lines] };
}

/** For a terminal: whose approvals change from one policy to the next. */
export function changeLines(before: Policy, after: Policy): readonly string[] {
  const changes = policyChanges(before, after);
  return changes.length === 0 ? [words.same] : changes.flatMap((change) => lineOf(change, before, after));
}

function lineOf(change: PolicyChange, before: Policy, after: Policy): readonly string[] {
  const title = (role: Parameters<typeof roleTitle>[0]) => roleTitle(role, { policy: after.roles.has(role) ? after : before });
  switch (change.kind) {
    case 'approvals': {
      const environment = (after.environments.get(change.environment) ?? before.environments.get(change.environment))?.title;
      const changeType = (after.changeTypes.get(change.changeType) ?? before.changeTypes.get(change.changeType))?.title;
      const head = words.approvals(environment ?? change.environment, changeType ?? change.changeType);
      return [head, ...askedLines(change, after, words.more, words.notAnyMore)];
    }
    case 'condition': {
      const when = whenText(change.when, { words: en });
      return [words.condition(when), ...askedLines(change, after, words.more, words.notAnyMore)];
    }
    case 'members': {
      const { role, joined, left } = change;
      return [
        ...(joined.length === 0 ? [] : [words.joined(title(role), joined.join(', '))]),
        ...(left.length === 0 ? [] : [words.left(title(role), left.join(', '))]),
      ];
    }
    case 'group':
      return [words.group(title(change.role), change.before ?? words.none, change.after ?? words.none)];
    case 'promise':
      return [words.promise(phaseTitle(change.phase, before, after), promised(change.before), promised(change.after))];
    case 'service':
      return [words.service[change.is](change.service)];
  }
}

const promised = (days: number | undefined): string => (days === undefined ? words.noPromise : words.days(days));

const phaseTitle = (phase: string, before: Policy, after: Policy): string =>
  [...after.phases, ...before.phases].find(({ id }) => id === phase)?.title ?? phase;

function askedLines(
  { added, dropped }: Asked,
  policy: Policy,
  more: (roles: string) => string,
  notAnyMore: (roles: string) => string,
): readonly string[] {
  const titles = (choice: RoleChoice) => join.or(choice.map((role) => roleTitle(role, { policy })));
  return [...added.map((choice) => more(titles(choice))), ...dropped.map((choice) => notAnyMore(titles(choice)))];
}
