import { minutesBetween, plusMinutes } from '../../domain/time.ts';
import { ISSUE_ACTIONS, SEVERITIES } from '../../domain/rollout.ts';
import { button, INPUT, overflow, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, exactMoment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { badge, fact, factRow, nameOf, named, noteOn, paragraph, strong, subtle, type Ask, type FactRow } from '../pieces.ts';
import { monitoringLinks } from './links.ts';
import { alertsLine } from './request.ts';
import { lifecycleHead, shouted, stepsList, type RolledOut } from './rollout.ts';
import type { ChoiceInput, TextInput } from './inputs.ts';
import { stateText } from './tally.ts';

/** Seeds/002, "Deployment In Progress", edited in place until the deployment ends. */
export interface LiveView extends CardOf<
  'head' | 'paragraphs' | 'facts' | 'lists' | 'notes' | 'first' | 'asks' | 'links' | 'more'
> {
  /** From 0 to 100, and the same as block characters. */
  readonly progress: number;
  readonly blocks: string;
  /** None or one. */
  readonly issues: readonly IssueAsk[];
}

interface IssueAsk {
  readonly title: string;
  readonly texts: readonly TextInput[];
  readonly choices: readonly ChoiceInput[];
  readonly every: readonly TextInput[];
  readonly send: CardButton;
}

export function liveView(request: RolledOut, context: Context): LiveView {
  const { words } = context;
  const { steps } = request.plan;
  const done = request.rollout.finished.length;
  const progress = steps.length === 0 ? 100 : Math.round((done / steps.length) * 100);
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(headingOf(request, context), request, endBadge(request, context), context),
    paragraphs: [
      paragraph(
        subtle(`${request.state === 'deploying' ? words.lifecycle.currentStep : words.facts.progress}  `),
        strong(stepLine(request, context)),
      ),
    ],
    progress,
    blocks: '▓'.repeat(Math.round(progress / 5)).padEnd(20, '░'),
    facts: timeFacts(request, context),
    lists: steps.length === 0 ? [] : [stepsList(request, context)],
    notes: noteOn(
      request.id,
      startedLine(request, context),
      words.outcome.issues(request.rollout.issues.length),
      alertsLine(request, context),
    ),
    ...buttonsOf(request, context),
    links: monitoringLinks(request, context),
  };
}

/** The seed's heading while it is true. */
function headingOf(request: RolledOut, context: Context): string {
  const { lifecycle } = context.words;
  const environment = shouted(request, context);
  if (request.state === 'deploying') return lifecycle.live(environment);
  return isLive(request) ? lifecycle.finished(environment) : lifecycle.stopped(environment);
}

function endBadge({ state }: RolledOut, { words }: Context) {
  return state === 'deploying' ? [] : badge(words.states[state], isLive({ state }) ? 'good' : 'attention');
}

const isLive = ({ state }: Pick<RolledOut, 'state'>): boolean => state === 'deployed' || state === 'complete';

function stepLine({ plan, rollout, state }: RolledOut, { words: { lifecycle } }: Context): string {
  const of = plan.steps.length;
  const done = rollout.finished.length;
  if (done >= of) return lifecycle.allSteps(of);
  return state === 'deploying' ? lifecycle.stepOf(done + 1, of) : lifecycle.stoppedAt(done + 1, of);
}

function timeFacts(request: RolledOut, context: Context): readonly FactRow[] {
  const { lifecycle, units } = context.words;
  const { startedAt, ended } = request.rollout;
  const started = factRow(fact(lifecycle.startTime, exactMoment(startedAt, context)));
  if (ended !== undefined) {
    const took = units.lasting(Math.max(0, minutesBetween(startedAt, ended.at)));
    return [started, factRow(fact(lifecycle.ended, clock(ended.at, context)), fact(lifecycle.ran, took))];
  }
  const expected = clock(plusMinutes(startedAt, request.plan.duration), context);
  const status = request.state === 'deploying' ? lifecycle.deploying : context.words.states[request.state];
  return [started, factRow(fact(lifecycle.estimatedCompletion, expected), fact(lifecycle.status, status))];
}

function startedLine({ rollout: { startedAt, startedBy, ended } }: RolledOut, context: Context): string {
  const { lifecycle, units } = context.words;
  const who = nameOf(startedBy, context);
  if (ended !== undefined) return lifecycle.startedBy(who);
  const lasting = units.lasting(Math.max(0, minutesBetween(startedAt, context.now)));
  return lifecycle.runningSince(who, lasting, clock(context.now, context));
}

function buttonsOf(request: RolledOut, context: Context): Pick<LiveView, 'first' | 'issues' | 'asks' | 'more'> {
  const { buttons } = context.words;
  const of = { request: request.id };
  const more = [overflow(button(buttons.everything, 'request/show', of))];
  if (request.state !== 'deploying') return { first: [], issues: [], asks: [], more };

  const running = request.rollout.finished.length + 1;
  const forward =
    running > request.plan.steps.length
      ? button(buttons.finish, 'rollout/finish', of)
      : button(buttons.stepDone, 'rollout/step', { ...of, step: running });
  return { first: [primary(forward)], issues: [issueAsk(request, context)], asks: [rollBackAsk(request, context)], more };
}

function issueAsk({ id }: RolledOut, { words: { buttons, lifecycle } }: Context): IssueAsk {
  const choice = (
    input: string,
    label: string,
    titles: Readonly<Record<string, string>>,
    values: readonly string[],
  ): ChoiceInput => ({
    id: input,
    label,
    hint: '',
    value: values[0] ?? '',
    choices: values.map((value) => ({ title: titles[value] ?? value, value })),
    multiple: false,
    style: 'compact',
  });
  return {
    title: buttons.issue,
    texts: [
      { id: INPUT.issueText, label: lifecycle.issueLabel, hint: lifecycle.issueHint, value: '', multiline: true, most: 1_000 },
    ],
    choices: [
      choice(INPUT.issueSeverity, lifecycle.severity, lifecycle.severities, SEVERITIES),
      choice(INPUT.issueAction, lifecycle.action, lifecycle.actions, ISSUE_ACTIONS),
    ],
    every: [{ id: INPUT.issueEvery, label: lifecycle.updatesLabel, hint: '15', value: '15', multiline: false, most: 4 }],
    send: primary(button(buttons.issueSend, 'rollout/issue', { request: id })),
  };
}

const rollBackAsk = ({ id }: RolledOut, { words: { buttons } }: Context): Ask => ({
  title: buttons.rollBack,
  style: 'destructive',
  input: { id: INPUT.rollBackReason, label: buttons.rollBackLabel, hint: buttons.rollBackHint },
  send: { ...button(buttons.rollBackSend, 'rollout/roll-back', { request: id }), style: 'destructive' },
});
