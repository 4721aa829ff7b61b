import { earliestStart } from '../../domain/starting.ts';
import type { OnCall } from '../../domain/policy.ts';
import { asksOf, isReady, unready, type Unready } from '../../domain/readiness.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, INPUT, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { conflictList } from './conflicts.ts';
import { unmarked } from '../inert.ts';
import { mentionOf } from '../mentions.ts';
import { clock, moment, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  environmentTitle,
  nameOf,
  named,
  note,
  paragraph,
  release,
  row,
  strong,
  subtle,
  type Head,
  type List,
  type Row,
} from '../pieces.ts';

/** Seeds/002, phase 6: the roll call and the pre-deployment checklist, which stand before Start. */
export interface ReadyView extends CardOf<'head' | 'lists' | 'notes' | 'first' | 'more' | 'entities'> {
  /** None or one: the lines that nobody has vouched for yet. */
  readonly inputs: readonly CheckInput[];
}

interface CheckInput {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export function readyView(request: DeployRequest, context: Context): ReadyView {
  const { words } = context;
  const missing = unready(request, context.policy);
  const waits = request.state === 'approved';
  const mentioned = waits ? missing.named : [];
  return {
    fallback: words.summaries.fallback(named(request, context), words.ready.title),
    head: {
      over: `${request.id} · ${environmentTitle(request, context)} · ${words.ready.title}`,
      title: release(request, context),
      badge: stateOf(missing, context),
    },
    lists: [
      ...rollCallList(request, missing, context),
      ...doneLines(request, context),
      ...(waits ? conflictList(request.readiness.conflicts ?? [], request, context) : []),
    ],
    inputs: waits ? openLines(request, missing, context) : [],
    notes: note(waits ? startLine(request, context) : words.states[request.state]),
    ...buttonsOf(request, missing, context),
    entities: mentioned.map((person) => mentionOf(person, context)),
  };
}

function stateOf(missing: Unready, { words: { ready } }: Context): Head['badge'] {
  const open = Math.max(missing.people, missing.named.length) + missing.lines.length;
  return open === 0 ? badge(ready.complete, 'good') : badge(ready.open(open), 'accent');
}

/** Who has said that they are there, and who is missing. */
export function rollCallList(request: DeployRequest, missing: Unready, context: Context): readonly List[] {
  const { ready } = context.words;
  const { rollCall: asked } = asksOf(request, context.policy);
  const present = request.readiness.present.map(({ by, at }) =>
    row('done', [paragraph(strong(nameOf(by, context)))], clock(at, context)),
  );
  const named_ = missing.named.map((person) => namedRow(request, person, asked.named, context));
  const others = missing.people - missing.named.length;
  const more = others > 0 ? [row('open', [paragraph(subtle(ready.missing(others)))])] : [];
  const rows = [...present, ...named_, ...more];
  return rows.length === 0 ? [] : [{ heading: ready.rollCall, rows }];
}

function namedRow(
  request: DeployRequest,
  person: DeployRequest['requester'],
  fields: readonly OnCall[],
  context: Context,
): Row {
  const { ready } = context.words;
  const duty = fields.find((field) => request.plan[field] === person);
  const as = duty === undefined ? ready.others : ready.onCall[duty];
  if (request.state !== 'approved') return row('open', [paragraph(strong(nameOf(person, context)), subtle(`  ${as}`))]);
  return { ...row('open', []), mentions: [{ text: `${mentionOf(person, context).text}  ${unmarked(as)}` }] };
}

function doneLines({ readiness }: DeployRequest, context: Context): readonly List[] {
  const rows = readiness.ticked.map(({ line, by, at }) =>
    row('done', [paragraph(strong(line), subtle(`  ${nameOf(by, context)}`))], stamp(at, context)),
  );
  return rows.length === 0 ? [] : [{ heading: context.words.ready.checklist, rows }];
}

function openLines(request: DeployRequest, { lines }: Unready, context: Context): readonly CheckInput[] {
  const { ready } = context.words;
  const { checklist } = asksOf(request, context.policy);
  const choices = checklist.flatMap((line, place) => (lines.includes(line) ? [{ title: line, value: String(place) }] : []));
  if (choices.length === 0) return [];
  const label = choices.length === checklist.length ? `${ready.checklist}: ${ready.tick}` : ready.tick;
  return [{ id: INPUT.checklist, label, choices }];
}

function startLine(request: DeployRequest, context: Context): string {
  const from = earliestStart(request, context.policy);
  const { ready } = context.words;
  return from > context.now ? ready.starts(moment(from, context)) : ready.now(moment(request.plan.window.end, context));
}

function buttonsOf(request: DeployRequest, missing: Unready, context: Context): Pick<ReadyView, 'first' | 'more'> {
  const { ready, buttons } = context.words;
  const of = { request: request.id };
  const more = [overflow(button(buttons.everything, 'request/show', of))];
  if (request.state !== 'approved') return { first: [], more };
  const start = button(buttons.start, 'rollout/start', of);
  const here = button(ready.here, 'rollout/here', of);
  const tick = missing.lines.length === 0 ? [] : [button(ready.confirm, 'rollout/tick', of)];
  return { first: isReady(missing) ? [primary(start), here] : [primary(here), ...tick, start], more };
}
