import type { Choice, DeployRequest } from '../../domain/request.ts';
import type { Because } from '../../domain/requirements.ts';
import { isFieldId } from '../../domain/fields.ts';
import { parseChangeTypeId, type ChangeTypeId } from '../../domain/ids.ts';
import { button, INPUT, overflow, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import type { Mention } from '../mentions.ts';
import { stamp } from '../moments.ts';
import {
  environmentTitle,
  nameOf,
  named,
  note,
  paragraph,
  plain,
  release,
  strong,
  type Ask,
  type Box,
  type FactRow,
  type Head,
  type List,
  type Note,
  type Paragraph,
} from '../pieces.ts';
import { decisionFacts } from './decision.ts';
import { outcomeBox, stateBadge, stateText, tallyOf } from './tally.ts';

/** One phone screen with what a decision needs: what, when, how risky, how to get back, who has said what. */
export interface ApprovalView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  readonly box: readonly Box[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly asks: readonly Ask[];
  readonly more: readonly CardButton[];
  readonly entities: readonly Mention[];
}

/** Safe for everyone who can read the channel; whoever taps is asked for their role then. */
export function approvalView(request: DeployRequest, context: Context): ApprovalView {
  const { words } = context;
  const tally = tallyOf(request, context, 'mentioned');
  const everything = button(words.buttons.everything, 'request/show', { request: request.id });
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    paragraphs: aboutOf(request),
    facts: decisionFacts(request, context),
    box: outcomeBox(request, context),
    lists: tally.lists,
    notes: note(causesOf(request, context), submittedLine(request, context)),
    asks: request.state === 'pending' ? CHOICES_SHOWN.map((choice) => voteAsk(choice, request, context)) : [],
    more: [request.state === 'pending' ? overflow(everything) : everything, overflow(whyButton(request, context))],
    entities: tally.mentions,
  };
}

/** Leads to who is asked, why, and what is in the way. */
export const whyButton = ({ id }: DeployRequest, { words }: Context): CardButton =>
  button(words.buttons.why, 'request/why', { request: id });

/** Destructive ones never first. */
const CHOICES_SHOWN: readonly Choice[] = ['approve', 'request-changes', 'reject'];

export function requestHead(request: DeployRequest, context: Context): Head {
  const kinds = request.plan.changeTypes.map((id) => changeTypeTitle(id, context));
  return {
    over: [request.id, environmentTitle(request, context), ...kinds].join(' · '),
    title: release(request, context),
    badge: stateBadge(request, context),
  };
}

export const changeTypeTitle = (id: ChangeTypeId, { policy }: Pick<Context, 'policy'>): string =>
  policy.changeTypes.get(id)?.title ?? id;

/** What it is about, as its requester typed it. */
export const aboutOf = ({ plan }: DeployRequest): readonly Paragraph[] => [
  paragraph(strong(plan.title)),
  paragraph(plain(plan.summary)),
];

/** Why policy asks these roles, each cause once. */
function causesOf({ requirements }: DeployRequest, context: Context): string {
  const causes = [...new Set(requirements.flatMap(({ because }) => causeOf(because, context)))];
  return causes.length === 0 ? '' : context.words.because.asked(causes.join(', '));
}

function causeOf(because: Because, context: Context): readonly string[] {
  switch (because.kind) {
    case 'change-type': {
      const id = parseChangeTypeId(because.changeType);
      return [id === undefined ? because.changeType : changeTypeTitle(id, context)];
    }
    case 'answer':
      return because.field
        .split(',')
        .map((field) => (isFieldId(field) ? context.words.fields[field].label : field).replace('?', ''));
    case 'environment':
      return [
        [...context.policy.environments.values()].find(({ id }) => id === because.environment)?.title ?? because.environment,
      ];
  }
}

const submittedLine = ({ revision, requester, submittedAt }: DeployRequest, context: Context): string =>
  context.words.because.submitted(revision, nameOf(requester, context), stamp(submittedAt, context));

function voteAsk(choice: Choice, { id, revision }: DeployRequest, { words: { vote } }: Context): Ask {
  const send = button(vote.send[choice], 'request/vote', { request: id, revision, choice });
  return {
    title: vote.open[choice],
    style: choice === 'approve' ? 'positive' : choice === 'reject' ? 'destructive' : 'default',
    input: { id: INPUT.comment(choice), label: vote.label[choice], hint: vote.hint[choice] },
    send: choice === 'reject' ? { ...send, style: 'destructive' } : primary(send),
  };
}
