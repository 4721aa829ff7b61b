import { isMetByTap, needsWords, type Obligation } from '../../domain/obligation.ts';
import { actionOwed } from '../../domain/post-review.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, INPUT, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactMoment, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  environmentTitle,
  nameOf,
  named,
  paragraph,
  plain,
  release,
  row,
  shortened,
  strong,
  subtle,
  type Ask,
  type Badge,
  type Paragraph,
  type Row,
} from '../pieces.ts';
import { stateText } from './tally.ts';

/** What is owed, or that it was said again: one template for a board, a single obligation and a reminder. */
export type OwedView = CardOf<'head' | 'paragraphs' | 'box' | 'told' | 'lists' | 'notes' | 'first' | 'asks' | 'entities'>;

/** With the review and the way to the request, six buttons are as many as fit. */
const MOST_ASKS = 4;
const MOST_NOTE = 200;

/** All that a request owes to anybody, as it stands in its thread. */
export function boardView(request: DeployRequest, context: Context): OwedView {
  const { words } = context;
  const open = request.obligations.filter(({ met }) => met === undefined);
  const empty = emptyView(request, words.owed.board, open.length === 0 ? badge(words.owed.states.met, 'good') : [], context);
  return {
    ...empty,
    lists: [{ heading: words.owed.list, rows: request.obligations.map((one) => obligationRow(request, one, context)) }],
    first: [...open.filter(({ kind }) => kind === 'review').map(() => writeReview(request, words)), ...empty.first],
    asks: asksFor(request, open.slice(0, MOST_ASKS), context),
  };
}

/** One obligation, for the person who owes it. */
export function owedView(request: DeployRequest, obligation: Obligation, context: Context): OwedView {
  const { owed } = context.words;
  const empty = emptyView(request, owed.titles[obligation.kind], stateBadge(obligation, context), context);
  return {
    ...empty,
    ...obligationBody(request, obligation, context),
    first: [...firstFor(request, obligation, context), ...empty.first],
  };
}

/** What meets it by one tap of its owner, besides the way to the request. */
export function firstFor(request: DeployRequest, { kind, met }: Obligation, { words }: Context): readonly CardButton[] {
  const of = { request: request.id };
  if (met !== undefined) return [];
  if (kind === 'complete-request') return [primary(button(words.buttons.edit, 'request/edit', of))];
  if (kind === 'review') return [writeReview(request, words)];
  if (kind !== 'confirm-approval') return [];
  return [
    primary(button(words.emergency.confirm, 'voice/answer', { ...of, said: 'confirmed' })),
    { ...button(words.emergency.deny, 'voice/answer', { ...of, said: 'denied' }), style: 'destructive' },
  ];
}

const writeReview = ({ id }: DeployRequest, { postReview }: Context['words']): CardButton =>
  primary(button(postReview.write, 'post-review/open', { request: id }));

/** What there is to do, until when, and what became of it. */
export function obligationBody(
  request: DeployRequest,
  obligation: Obligation,
  context: Context,
): Pick<OwedView, 'paragraphs' | 'box' | 'asks'> {
  const { owed } = context.words;
  const { met, owner, due } = obligation;
  if (met !== undefined) {
    const done = owed.met(nameOf(met.by, context), stamp(met.at, context));
    const said = met.note === '' ? [] : [paragraph(plain(shortened(met.note, 1_000)))];
    return { paragraphs: [], box: [{ style: 'good', lines: [paragraph(strong(done)), ...said] }], asks: [] };
  }
  const until = (context.now < due ? owed.stillOpen : owed.stillLate)(nameOf(owner, context), exactMoment(due, context));
  return {
    paragraphs: [
      ...voiceLines(request, obligation, context),
      ...actionLines(request, obligation),
      paragraph(plain(owed.asks[obligation.kind])),
      paragraph(subtle(until)),
    ],
    box: [],
    asks: asksFor(request, [obligation], context),
  };
}

/** What the review wants to be different. */
const actionLines = (request: DeployRequest, obligation: Obligation): readonly Paragraph[] =>
  [actionOwed(request, obligation)].flatMap((action) => (action === undefined ? [] : [paragraph(strong(action.what))]));

/** What somebody is said to have approved, for them to confirm. */
function voiceLines(request: DeployRequest, { kind, owner }: Obligation, context: Context): readonly Paragraph[] {
  const voice = request.emergency?.voices.find(({ by }) => by === owner);
  if (kind !== 'confirm-approval' || voice === undefined) return [];
  const { emergency } = context.words;
  const by = nameOf(request.requester, context);
  return [
    paragraph(plain(emergency.confirmAsk(by, release(request, context), exactMoment(voice.at, context)))),
    paragraph(subtle(request.emergency?.reason ?? '')),
  ];
}

export function stateBadge({ met, due }: Obligation, { words: { owed }, now }: Context): readonly Badge[] {
  if (met !== undefined) return badge(owed.states.met, 'good');
  return now < due ? badge(owed.states.open, 'accent') : badge(owed.states.late, 'attention');
}

/** A card of this kind with nothing on it but what it is about. */
export function emptyView(request: DeployRequest, title: string, badges: readonly Badge[], context: Context): OwedView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: {
      over: [request.id, release(request, context), environmentTitle(request, context)].join(' · '),
      title,
      badge: badges,
    },
    told: [],
    paragraphs: [],
    box: [],
    lists: [],
    notes: [],
    first: [button(words.buttons.show, 'request/show', { request: request.id })],
    asks: [],
    entities: [],
  };
}

function obligationRow(request: DeployRequest, obligation: Obligation, context: Context): Row {
  const { kind, owner, due, met } = obligation;
  const { owed } = context.words;
  const said = met === undefined || met.note === '' ? [] : [paragraph(plain(shortened(met.note, MOST_NOTE)))];
  const action = actionOwed(request, obligation);
  const title = action === undefined ? owed.titles[kind] : `${owed.titles[kind]}: ${shortened(action.what, MOST_NOTE)}`;
  const what = paragraph(strong(title), subtle(`  ${nameOf(met?.by ?? owner, context)}`));
  if (met !== undefined) return row('done', [what, ...said], stamp(met.at, context));
  const late = context.now >= due;
  return row(late ? 'wrong' : 'open', [what], (late ? owed.lateSince : owed.by)(stamp(due, context)));
}

function asksFor(request: DeployRequest, obligations: readonly Obligation[], context: Context): readonly Ask[] {
  const { owed } = context.words;
  return obligations
    .filter((one) => isMetByTap(one) && one.since <= context.now)
    .map((one) => ({
      title: owed.done[one.kind] ?? owed.send,
      style: 'default',
      input: {
        id: INPUT.note(one.id),
        label: needsWords(one) ? owed.noteLabel : owed.noteOptional,
        hint: owed.noteHint,
      },
      send: primary(button(owed.send, 'obligation/meet', { request: request.id, obligation: one.id })),
    }));
}
