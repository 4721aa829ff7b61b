import type { Choice, DeployRequest } from '../../domain/request.ts';
import type { Because } from '../../domain/requirements.ts';
import { isFieldId } from '../../domain/fields.ts';
import { parseChangeTypeId, type ChangeTypeId, type RoleId } from '../../domain/ids.ts';
import { rolesAskedOf } from '../../domain/asked.ts';
import { personOf } from '../../domain/posts.ts';
import { phaseNow } from '../../domain/phases.ts';
import { emergencyBox } from './denial.ts';
import { button, INPUT, overflow, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { dueLine } from './due.ts';
import { stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  environmentTitle,
  nameOf,
  named,
  note,
  paragraph,
  plain,
  release,
  roleTitle,
  strong,
  type Ask,
  type Head,
  type Paragraph,
} from '../pieces.ts';
import { commentAsk, lastComments } from './comments.ts';
import { decisionFacts } from './decision.ts';
import { outcomeBox, stateBadge, stateText, tallyOf, type Asking } from './tally.ts';

/** One phone screen with what a decision needs: what, when, how risky, how to get back, who has said what. */
export type ApprovalView = CardOf<
  'head' | 'paragraphs' | 'facts' | 'box' | 'lists' | 'notes' | 'first' | 'asks' | 'more' | 'entities'
>;

/** The card for whoever is asked now, wherever they are. */
export const askingNow = (request: DeployRequest): Asking => ({ phase: phaseNow(request), place: undefined });

/** Safe for everyone who can read the channel; whoever taps is asked for their role then. */
export function approvalView(request: DeployRequest, asking: Asking, context: Context): ApprovalView {
  const { words } = context;
  const tally = tallyOf(request, context, { kind: 'missing', ...asking });
  const isTurn = request.state === 'pending' && asking.phase === phaseNow(request);
  const reader = asking.place === undefined ? undefined : personOf(asking.place);
  const own = reader === undefined || !isTurn ? undefined : rolesAskedOf(reader, request, context, context.now);
  const asks = isTurn && own?.length !== 0;
  const everything = button(words.buttons.everything, 'request/show', { request: request.id });
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    paragraphs: [...ownLine(own, context), ...aboutOf(request)],
    facts: decisionFacts(request, context),
    box: [...emergencyBox(request, context), ...outcomeBox(request, context)],
    lists: [...tally.lists, ...lastComments(request, context)],
    notes: note(dueLine(request, context), causesOf(request, context), submittedLine(request, context)),
    first: asks ? [primary(button(words.vote.open.approve, 'request/review', { request: request.id }))] : [],
    asks: asks ? [...objections(request, undefined, context), commentAsk(request, context)] : [],
    more: [asks ? overflow(everything) : everything, overflow(whyButton(request, context))],
    entities: tally.mentions,
  };
}

/** As what the one person is asked who reads this alone; nothing where many do. */
function ownLine(own: readonly RoleId[] | undefined, context: Context): readonly Paragraph[] {
  const { tally, join } = context.words;
  if (own === undefined) return [];
  if (own.length === 0) return [paragraph(plain(tally.notYou))];
  return [paragraph(strong(tally.you(join.or(own.map((role) => roleTitle(role, context))))))];
}

/** Leads to who is asked, why, and what is in the way. */
export const whyButton = ({ id }: DeployRequest, { words }: Context): CardButton =>
  button(words.buttons.why, 'request/why', { request: id });

/** What to say instead of approving, as one role when it is known which; the destructive one last. */
export const objections = (request: DeployRequest, as: RoleId | undefined, context: Context): readonly Ask[] =>
  (['request-changes', 'reject'] as const).map((choice) => voteAsk(choice, request, as, context));

/** Sealed to what is on the card: the revision of the request and the policy that asks. */
export const voteData = (
  { id, revision, policyVersion }: DeployRequest,
  choice: Choice,
  as: RoleId | undefined,
): CardButton['data'] => ({ request: id, revision, policy: policyVersion, choice, ...(as === undefined ? {} : { as }) });

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

export const submittedLine = ({ revision, requester, submittedAt }: DeployRequest, context: Context): string =>
  context.words.because.submitted(revision, nameOf(requester, context), stamp(submittedAt, context));

function voteAsk(choice: Choice, request: DeployRequest, as: RoleId | undefined, { words: { vote } }: Context): Ask {
  const send = button(vote.send[choice], 'request/vote', voteData(request, choice, as));
  return {
    title: vote.open[choice],
    style: choice === 'reject' ? 'destructive' : 'default',
    input: { id: INPUT.comment(choice), label: vote.label[choice], hint: vote.hint[choice] },
    send: choice === 'reject' ? { ...send, style: 'destructive' } : primary(send),
  };
}
