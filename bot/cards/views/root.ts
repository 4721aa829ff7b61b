import type { DeployRequest } from '../../domain/request.ts';
import { standing } from '../../domain/standing.ts';
import type { Context } from '../context.ts';
import { exactSpan, stamp } from '../moments.ts';
import { emergencyBox } from './denial.ts';
import { button } from '../actions.ts';
import type { CardOf } from '../parts.ts';
import { fact, factRow, nameOf, named, note, paragraph, strong } from '../pieces.ts';
import { requestHead } from './approval.ts';
import { alertsLine } from './request.ts';
import { outcomeBox, stateText } from './tally.ts';

/** The first message of a request's thread: its whole life on one small card, always true. */
export type RootView = CardOf<'head' | 'paragraphs' | 'facts' | 'box' | 'notes' | 'first'>;

export function rootView(request: DeployRequest, context: Context): RootView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    paragraphs: [paragraph(strong(request.plan.title))],
    facts: [
      factRow(
        fact(words.facts.window, exactSpan(request.plan.window, context), 2),
        fact(words.facts.progress, progressOf(request, context)),
      ),
    ],
    box: [...emergencyBox(request, context), ...outcomeBox(request, context).filter(({ style }) => style !== 'warning')],
    notes: note(
      words.root.askedFor(nameOf(request.requester, context), stamp(request.submittedAt, context)),
      'rollout' in request ? words.outcome.issues(request.rollout.issues.length) : '',
      alertsLine(request, context),
    ),
    first: [button(words.buttons.everything, 'request/show', { request: request.id })],
  };
}

function progressOf(request: DeployRequest, { words }: Context): string {
  if (!('rollout' in request)) {
    const of = request.requirements.length;
    return of === 0
      ? words.root.recorded
      : words.root.approvals(of - standing(request.requirements, request.votes).missing, of);
  }
  const of = request.plan.steps.length;
  const done = request.rollout.finished.length;
  return request.state === 'deploying' && done < of ? words.lifecycle.stepOf(done + 1, of) : words.root.steps(done, of);
}
