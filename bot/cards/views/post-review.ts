import type { PersonId } from '../../domain/ids.ts';
import { MOST_IN_REVIEW, POST_REVIEW_PARTS, type PostReview } from '../../domain/post-review.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { timelineOf, type TimelineEntry } from '../../domain/timeline.ts';
import { button, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  environmentTitle,
  nameOf,
  named,
  note,
  paragraph,
  plain,
  release,
  row,
  shortened,
  strong,
  subtle,
} from '../pieces.ts';
import type { List } from '../pieces.ts';
import { REVIEW_INPUT, type TypedReview } from '../post-review-actions.ts';
import type { TextInput } from './inputs.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';

/** The form of a post-incident review, with what was typed in it already. */
export interface PostReviewView extends CardOf<'head' | 'notes' | 'first'> {
  readonly texts: readonly Omit<TextInput, 'multiline'>[];
  readonly actions: readonly {
    readonly what: Omit<TextInput, 'multiline'>;
    readonly owner: {
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly value: string;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    };
    readonly due: { readonly id: string; readonly label: string; readonly value: string };
  }[];
}

export interface PostReviewInput {
  readonly typed: TypedReview;
  /** Whom the pickers offer, in their order. */
  readonly people: readonly PersonId[];
}

const MOST_PEOPLE = 60;

export function postReviewView(request: DeployRequest, { typed, people }: PostReviewInput, context: Context): PostReviewView {
  const { words } = context;
  const { postReview } = words;
  const choices = people.slice(0, MOST_PEOPLE).map((person) => ({ title: nameOf(person, context), value: person }));
  return {
    fallback: words.summaries.fallback(named(request, context), postReview.title),
    head: {
      over: [request.id, release(request, context), environmentTitle(request, context)].join(' · '),
      title: postReview.title,
      badge: [],
    },
    notes: note(postReview.intro),
    texts: POST_REVIEW_PARTS.map((part) => ({
      id: REVIEW_INPUT.part(part),
      ...postReview.parts[part],
      value: typed[part],
      most: MOST_IN_REVIEW[part],
    })),
    actions: typed.actions.map(({ what, owner, due }, n) => ({
      what: {
        id: REVIEW_INPUT.what(n + 1),
        label: postReview.action(n + 1),
        hint: postReview.actionHint,
        value: what,
        most: MOST_IN_REVIEW.what,
      },
      owner: {
        id: REVIEW_INPUT.owner(n + 1),
        label: postReview.owner(n + 1),
        hint: postReview.ownerHint,
        value: owner ?? '',
        choices,
      },
      due: { id: REVIEW_INPUT.due(n + 1), label: postReview.due(n + 1), value: due },
    })),
    first: [primary(button(postReview.send, 'post-review/file', { request: request.id }))],
  };
}

const MOST_SHOWN = 1_200;

/** The review as it was filed, for everybody in the thread. */
export function filedReviewView(request: DeployRequest, review: PostReview, context: Context): NoteView {
  const { words } = context;
  const { postReview } = words;
  const part = (heading: string, text: string): List => ({
    heading,
    rows: shortened(text, MOST_SHOWN)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => row('point', [paragraph(plain(line))])),
  });
  const actions = review.actions.map(({ what, owner, due }) =>
    row('open', [paragraph(strong(what), subtle(`  ${nameOf(owner, context)}`))], stamp(due, context)),
  );
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), postReview.title),
      over: `${plainEnvironment(request, context)} · ${postReview.title}`,
      badge: badge(postReview.filed, 'good'),
      lists: [
        ...POST_REVIEW_PARTS.map((one) => part(postReview.parts[one].label, review[one])),
        ...(actions.length === 0 ? [] : [{ heading: postReview.actions, rows: actions }]),
      ],
      notes: note(postReview.by(nameOf(review.by, context), stamp(review.at, context))),
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}

/** What the record says happened, one line an entry: `09:04 Adele Vance: Step 1 is done`. */
export const timelineText = (request: DeployRequest, context: Context): string =>
  timelineOf(request)
    .map((entry) => `${clock(entry.at, context)} ${entryText(entry, context)}`)
    .join('\n')
    .slice(0, MOST_IN_REVIEW.timeline);

const MOST_QUOTED = 160;

function entryText(entry: TimelineEntry, context: Context): string {
  const { timeline } = context.words.postReview;
  const by = 'by' in entry ? nameOf(entry.by, context) : '';
  switch (entry.kind) {
    case 'step':
      return timeline.step(by, entry.step);
    case 'issue':
    case 'update':
    case 'resolved':
      return timeline[entry.kind](by, shortened(entry.text, MOST_QUOTED));
    case 'rollback':
      return timeline.rollback(by, shortened(entry.reason, MOST_QUOTED));
    case 'alert':
    case 'unhealthy':
      return timeline[entry.kind];
    default:
      return timeline[entry.kind](by);
  }
}
