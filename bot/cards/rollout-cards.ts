import type { DeployRequest } from '../domain/request.ts';
import { overall } from '../domain/watch.ts';
import type { CardMessage, Context } from './context.ts';
import { message, stateSummary } from './message.ts';
import { named } from './pieces.ts';
import { render } from './render.ts';
import { askBackView } from './views/ask-back.ts';
import { alarmView } from './views/breach.ts';
import { issueWordView } from './views/issue-word.ts';
import { issueView } from './views/issue.ts';
import { liveView } from './views/live.ts';
import { noGoView } from './views/no-go.ts';
import { readyView } from './views/ready.ts';
import { rollCallView } from './views/roll-call.ts';
import { rolledBackView } from './views/rolled-back.ts';
import type { RolledOut } from './views/rollout.ts';
import { scheduledView } from './views/scheduled.ts';
import { hookView } from './views/hook.ts';
import { overrunView } from './views/overrun.ts';
import { strayView } from './views/stray.ts';
import { successView } from './views/success.ts';
import { summaryView, watchView } from './views/watch.ts';

/** Cards of a deployment, from its announcement to the end of its watch. */

export const scheduledCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('scheduled', scheduledView(request, context)), stateSummary(request, context));

export const liveCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('live', liveView(request, context)), stateSummary(request, context));

export const successCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('success', successView(request, context)), stateSummary(request, context));

/** The `n`th issue of a rollout, counting from 1; undefined when it has no such issue. */
export function issueCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const issue = request.rollout.issues[n - 1];
  if (issue === undefined) return undefined;
  return message(
    render('issue', issueView(request, { issue, n }, context)),
    context.words.summaries.issue(named(request, context)),
  );
}

/** Roll call and checklist, for everyone who can read the thread. */
export const readyCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('ready', readyView(request, context)), `${named(request, context)}: ${context.words.ready.title}`);

/** Shortly before its window: who is there, and who is missing. */
export const rollCallCard = (request: DeployRequest, revision: number, context: Context): CardMessage =>
  message(
    render('note', rollCallView(request, revision, context)),
    `${named(request, context)}: ${context.words.rollCall.title}`,
  );

/** Why a deployment that was approved cannot go ahead; undefined when nothing was found in its way. */
export function noGoCard(request: DeployRequest, context: Context): CardMessage | undefined {
  const { noGo } = request.readiness;
  if (noGo === undefined) return undefined;
  return message(render('note', noGoView(request, noGo, context)), `${named(request, context)}: ${context.words.noGo.title}`);
}

/** The `n`th run that began without being allowed to, counting from 1. */
export function strayCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const stray = request.strays[n - 1];
  if (stray === undefined) return undefined;
  return message(
    render('note', strayView(request, stray, context)),
    `${named(request, context)}: ${context.words.stray.title}`,
  );
}

/** Its window has ended, and it has not; undefined while that is not so. */
export function overrunCard(request: DeployRequest, context: Context): CardMessage | undefined {
  const at = 'rollout' in request ? request.rollout.overranAt : undefined;
  if (at === undefined) return undefined;
  const { overrun } = context.words;
  return message(render('note', overrunView(request, at, context)), `${named(request, context)}: ${overrun.title}`);
}

/** Whether the pipeline heard that it has to go back; undefined while nobody knows. */
export function hookCard(request: DeployRequest, context: Context): CardMessage | undefined {
  const answer = 'rollout' in request ? request.rollout.hook?.answer : undefined;
  if (answer === undefined) return undefined;
  return message(render('note', hookView(request, answer, context)), `${named(request, context)}: ${context.words.hook.title}`);
}

/** The `n`th time that somebody asks to roll back, counting from 1. */
export function askBackCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const ask = request.rollout.asks[n - 1];
  if (ask === undefined) return undefined;
  return message(
    render('note', askBackView(request, ask, context)),
    `${named(request, context)}: ${context.words.askBack.waits}`,
  );
}

/** What was said about an issue, or how it ended; both count from 1. */
export function issueWordCard(
  request: RolledOut,
  at: { readonly issue: number; readonly word: number },
  context: Context,
): CardMessage | undefined {
  const view = issueWordView(request, at, context);
  const summary = `${named(request, context)}: ${context.words.issueWord.update(at.issue)}`;
  return view && message(render('note', view), summary);
}

/** How a deployment that is live is doing; undefined before its watch is open. */
export function watchCard(request: RolledOut, context: Context): CardMessage | undefined {
  const { watch } = request.rollout;
  if (watch === undefined) return undefined;
  const said = watch.checks.length === 0 ? context.words.watch.opening : context.words.watch.verdicts[overall(watch)];
  return message(render('watch', watchView(request, watch, context)), `${named(request, context)}: ${said}`);
}

/** The `n`th part of the watch that is over, counting from 1. */
export function summaryCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const { watch } = request.rollout;
  const view = watch && summaryView(request, watch, n, context);
  const verdict = watch?.closed[n - 1]?.verdict;
  return (
    view &&
    message(render('watch', view), `${named(request, context)}: ${verdict ? context.words.watch.verdicts[verdict] : ''}`)
  );
}

/** The `n`th check of the watch, counting from 1, where it begins to look bad. */
export function alarmCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const check = request.rollout.watch?.checks[n - 1];
  return (
    check &&
    message(render('note', alarmView(request, check, context)), `${named(request, context)}: ${context.words.watch.alarm}`)
  );
}

/** While a request goes back, and after. */
export const rolledBackCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('rolled-back', rolledBackView(request, context)), stateSummary(request, context));
