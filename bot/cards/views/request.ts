import { earliestStart } from '../../domain/starting.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { emergencyBox } from './denial.ts';
import { button, INPUT, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { named, note, paragraph, strong, type Ask } from '../pieces.ts';
import { requestHead, whyButton } from './approval.ts';
import { commentAsk, lastComments } from './comments.ts';
import { decisionFacts } from './decision.ts';
import { outcomeBox, stateText, tallyOf } from './tally.ts';

/** The requester's own card: where their request stands, and what they can do next. */
export type RequestView = CardOf<'head' | 'paragraphs' | 'facts' | 'box' | 'lists' | 'notes' | 'first' | 'asks' | 'more'>;

export function requestView(request: DeployRequest, context: Context): RequestView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    paragraphs: [paragraph(strong(request.plan.title))],
    facts: decisionFacts(request, context),
    box: [...emergencyBox(request, context), ...outcomeBox(request, context)],
    notes: note(revisionLine(request, context), alertsLine(request, context), nextLine(request, context)),
    lists: [...tallyOf(request, context, { kind: 'nobody' }).lists, ...lastComments(request, context)],
    ...buttonsOf(request, context),
  };
}

/** What the requester can do now. */
export function nextLine(request: DeployRequest, context: Context): string {
  const { next, outcome } = context.words;
  if (request.state === 'approved') {
    const from = earliestStart(request, context.policy);
    const { end } = request.plan.window;
    return from > context.now ? outcome.approved(moment(from, context)) : outcome.approvedNow(moment(end, context));
  }
  return next[request.state];
}

const revisionLine = ({ revision }: DeployRequest, { words }: Context): string =>
  revision === 1 ? '' : words.because.revision(revision);

/** Empty unless alerts came in while it was deployed. */
export const alertsLine = ({ alerts }: DeployRequest, { words }: Context): string =>
  alerts.length === 0 ? '' : words.outcome.alerts(alerts.length);

function buttonsOf(request: DeployRequest, context: Context): Pick<RequestView, 'first' | 'asks' | 'more'> {
  const { buttons } = context.words;
  const of = { request: request.id };
  const everything = overflow(button(buttons.everything, 'request/show', of));
  const why = overflow(whyButton(request, context));
  const changes = request.edit === undefined ? [] : [overflow(button(buttons.changes, 'request/changes', of))];
  const edit = button(buttons.edit, 'request/edit', of);
  switch (request.state) {
    case 'pending':
      return {
        first: [edit],
        asks: [cancelAsk(request, buttons), commentAsk(request, context)],
        more: [everything, why, ...changes],
      };
    case 'paused':
      return {
        first: [primary(edit)],
        asks: [cancelAsk(request, buttons), commentAsk(request, context)],
        more: [everything, why, ...changes],
      };
    case 'approved':
      return {
        first: [primary(button(buttons.start, 'rollout/start', of)), edit],
        asks: [cancelAsk(request, buttons)],
        more: [everything, why],
      };
    case 'deploying':
    case 'rolling-back':
      return { first: [], asks: [], more: [{ ...everything, mode: 'primary' }, why] };
    default:
      return { first: [primary(button(buttons.newRequest, 'draft/open'))], asks: [], more: [everything, why] };
  }
}

const cancelAsk = ({ id }: DeployRequest, buttons: Context['words']['buttons']): Ask => ({
  title: buttons.cancel,
  style: 'default',
  input: { id: INPUT.cancelReason, label: buttons.cancelLabel, hint: buttons.cancelHint },
  send: { ...button(buttons.cancelSend, 'request/cancel', { request: id }), style: 'destructive' },
});
