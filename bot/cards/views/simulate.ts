import type { Perhaps, SimulatedLine, SimulatedPhase, Simulation, Supposed } from '../../domain/simulation.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { button, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { badge, nameOf, note, paragraph, plain, row, strong, subtle, type List, type Row } from '../pieces.ts';
import { changeTypeTitle } from './approval.ts';
import { optionTitle } from './options.ts';
import { someOf } from './tally.ts';
import { causeText, questionText, rolesText, startsList, type WhyView } from './why.ts';

/** For a terminal: each phase with a line for each approval, then what could be added. People are their Entra object ids. */
export function simulationLines(
  supposed: Supposed,
  { phases, perhaps, possible }: Simulation,
  context: Pick<Context, 'words' | 'policy'>,
): readonly string[] {
  const { simulate } = context.words;
  const environment = supposedEnvironment(supposed, context);
  if (phases.length === 0) return [simulate.none(environment)];
  const asked = phases.flatMap((phase) => phase.asked);
  const [head = '', ...rows] = table([
    [simulate.roles, simulate.because, simulate.heldBy],
    ...asked.map(({ requirement, who }) => [
      rolesText(requirement.anyOf, context),
      causeText(requirement, supposed, context),
      [...who, ...groupsOf(requirement, context)].join(', ') || context.words.nobodyYet,
    ]),
  ]);
  const turns = phases.flatMap((phase, n) => [
    '',
    `${n + 1}. ${phaseText(phase, context)}`,
    ...rows.filter((_, line) => phase.asked.some((one) => one === asked[line])).map((line) => `   ${line}`),
  ]);
  const more = perhaps.map(({ anyOf, when }) => `  ${rolesText(anyOf, context)}  (${whenText(when, context)})`);
  const isCertain = asked.every(({ requirement }) => groupsOf(requirement, context).length === 0);
  return [
    `   ${head}`,
    ...turns,
    ...(more.length === 0 ? [] : ['', `${simulate.perhaps}:`, ...more]),
    ...(isCertain ? ['', `${possible ? simulate.possible : simulate.impossible}.`] : []),
  ];
}

/** `Technical review · 2 business days`: the promise only where there is one. */
const phaseText = ({ title, slaDays }: SimulatedPhase, { words }: Pick<Context, 'words'>): string =>
  [title, ...(slaDays === undefined ? [] : [words.simulate.within(slaDays)])].join(' · ');

const groupsOf = ({ anyOf }: SimulatedLine['requirement'], { policy, words }: Pick<Context, 'policy' | 'words'>) =>
  anyOf.flatMap((role) => policy.roles.get(role)?.group ?? []).map((group) => words.simulate.inGroup(group));

/** Columns as wide as what is in them. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((cells) => cells[n]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export interface SimulateInput {
  readonly supposed: Supposed;
  readonly simulation: Simulation;
  readonly requester: PersonId | undefined;
  readonly starts: readonly Instant[];
  /** Of the deployment that `starts` leave room for. */
  readonly minutes: number;
}

export const supposedEnvironment = ({ environment }: Supposed, { policy }: Pick<Context, 'policy'>): string =>
  policy.environments.get(environment)?.title ?? environment;

/** Drawn from the same template as why. */
export function simulateView({ supposed, simulation, requester, starts, minutes }: SimulateInput, context: Context): WhyView {
  const { words, policy } = context;
  const { phases, perhaps, possible } = simulation;
  const asked = phases.flatMap((phase) => phase.asked);
  const environment = supposedEnvironment(supposed, context);
  const service = supposed.service === undefined ? [] : [policy.services.get(supposed.service)?.title ?? supposed.service];
  return {
    fallback: words.simulate.fallback,
    head: {
      over: [environment, ...service, ...supposed.changeTypes.map((id) => changeTypeTitle(id, context))].join(' · '),
      title: words.simulate.title,
      badge: badge(possible ? words.simulate.possible : words.simulate.impossible, possible ? 'good' : 'attention'),
    },
    paragraphs: [
      paragraph(plain(asked.length === 0 ? words.simulate.none(environment) : approvalsText(asked.length, context))),
    ],
    lists: [
      ...phases.map((phase) => ({
        heading: phaseText(phase, context),
        rows: phase.asked.map((line) => lineRow(line, supposed, requester, context)),
      })),
      perhapsList(perhaps, context),
      startsList(starts, minutes, context),
    ].filter(({ rows }) => rows.length > 0),
    notes: requester === undefined || asked.length === 0 ? [] : note(words.simulate.notFor(nameOf(requester, context))),
    first: [primary(button(words.buttons.newRequest, 'draft/open')), button(words.buttons.status, 'status/list')],
  };
}

const approvalsText = (approvals: number, { words, policy }: Context): string =>
  words.simulate.asked(approvals, policy.personFills);

function lineRow(line: SimulatedLine, supposed: Supposed, requester: PersonId | undefined, context: Context): Row {
  const { simulate, why } = context.words;
  const isNobodyElse = line.can === 'nobody' && requester !== undefined;
  const who = isNobodyElse ? why.nobodyElse : someOf(line.who, context);
  const cause = causeText(line.requirement, supposed, context);
  return row(line.can === 'fill' ? 'open' : 'wrong', [
    paragraph(strong(rolesText(line.requirement.anyOf, context))),
    paragraph(subtle([who, cause].join(' · '))),
    ...(line.can === 'short' ? [paragraph(subtle(simulate.short))] : []),
  ]);
}

const perhapsList = (perhaps: readonly Perhaps[], context: Context): List => ({
  heading: context.words.simulate.perhaps,
  rows: perhaps.map(({ anyOf, when }) =>
    row('point', [paragraph(strong(rolesText(anyOf, context)), subtle(`  ${whenText(when, context)}`))]),
  ),
});

/** `Customer impact: Low, Medium or High`. */
export function whenText(when: Perhaps['when'], context: Pick<Context, 'words'>): string {
  const { words } = context;
  const parts = [...when].map(([field, values]) => {
    const titles = values.map((value) =>
      value === 'yes' || value === 'no' ? words.yesNo[value] : optionTitle(field, value, context),
    );
    return words.simulate.when(questionText(field, context), words.join.or(titles));
  });
  return words.join.and(parts);
}
