import type { TakenLock } from '../../domain/lock.ts';
import type { Lock } from '../../domain/lock.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { HOLD_INPUT } from '../hold-actions.ts';
import { moment } from '../moments.ts';
import { nameOf, note, paragraph, plain, row, shortened, strong, subtle, type Ask, type Row } from '../pieces.ts';
import { board, type BoardView } from './board.ts';

export interface ShownLock {
  readonly service: string;
  readonly environment: string;
  readonly lock: Lock;
}

const MOST_ROWS = 12;
/** Locks that a button opens; the others are typed. */
const MOST_ASKS = 3;

/** What is locked, by whom and until when. */
export function locksView(locks: readonly ShownLock[], context: Context): BoardView {
  const { words } = context;
  return board({
    fallback: words.holds.calendar.fallback,
    head: { over: words.holds.calendar.over, title: words.holds.lock.title, badge: [] },
    paragraphs: locks.length === 0 ? [paragraph(plain(words.holds.lock.none))] : [],
    lists: [{ heading: '', rows: locks.slice(0, MOST_ROWS).map((lock) => lockRow(lock, context)) }].filter(
      ({ rows }) => rows.length > 0,
    ),
    notes: note(words.holds.lock.how),
    first: [button(words.holds.calendar.over, 'calendar/show', { week: 0 })],
    asks: locks.flatMap((lock) => askOf(lock, context)).slice(0, MOST_ASKS),
  });
}

function lockRow(shown: ShownLock, context: Context): Row {
  const { lock: words } = context.words.holds;
  const { lock } = shown;
  const heading = paragraph(strong(targetOf(shown, context)));
  switch (lock.kind) {
    case 'taken':
      return row('wrong', [
        heading,
        paragraph(plain(shortened(lock.reason, 120))),
        paragraph(
          subtle(
            [words.taken(nameOf(lock.by, context), moment(lock.until, context)), lock.for && words.held(lock.for)]
              .filter((text) => text !== undefined)
              .join(' · '),
          ),
        ),
      ]);
    case 'running':
      return row('running', [heading, paragraph(subtle(words.running(lock.request)))]);
    case 'no-cause':
      return row('wrong', [heading, paragraph(subtle(words.noCause(lock.request)))]);
    case 'unreadable':
      return row('wrong', [heading, paragraph(subtle(words.unreadable))]);
  }
}

function askOf(shown: ShownLock, context: Context): readonly Ask[] {
  const { lock: words } = context.words.holds;
  const { service, environment, lock } = shown;
  const hint = context.words.holds.freeze.reasonHint;
  if (lock.kind === 'taken') {
    const title = words.release(targetOf(shown, context));
    const send = button(title, 'lock/release', { service, environment });
    return [{ title, style: 'default', input: { id: HOLD_INPUT.releaseReason, label: words.releaseLabel, hint }, send }];
  }
  if (lock.kind === 'no-cause') {
    const title = words.record(lock.request);
    const send = button(title, 'cause/record', { request: lock.request });
    return [{ title, style: 'default', input: { id: HOLD_INPUT.cause, label: words.causeLabel, hint }, send }];
  }
  return [];
}

function targetOf({ service, environment }: Pick<ShownLock, 'service' | 'environment'>, { policy, words }: Context): string {
  const titleOf = (entries: Iterable<{ readonly id: string; readonly title: string }>, id: string) =>
    [...entries].find((entry) => entry.id === id)?.title ?? id;
  return words.holds.lock.target(
    titleOf(policy.services.values(), service),
    titleOf(policy.environments.values(), environment),
  );
}

/** The reminder to whoever holds a lock, before it ends. */
export function lockEndingView(lock: TakenLock, context: Context): BoardView {
  const { lock: words, calendar } = context.words.holds;
  return board({
    fallback: lockEndingText(lock, context),
    head: { over: calendar.over, title: lockEndingText(lock, context), badge: [] },
    paragraphs: [paragraph(plain(lock.reason))],
    notes: note(lock.state === 'held' ? words.endingHow : words.released(targetOf(lock, context))),
    first: [button(words.title, 'lock/list')],
  });
}

export const lockEndingText = (lock: TakenLock, context: Context): string =>
  context.words.holds.lock.ending(targetOf(lock, context), moment(lock.until, context));
