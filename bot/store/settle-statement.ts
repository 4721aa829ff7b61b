import { nextSend } from '../domain/delivery.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { PostOutcome, StalePost } from '../flows/ports.ts';
import { createStatement, type Put, type Statement } from './statement.ts';

/**
 * Writes down what came of a card and gives its lane back, with the budget that is left. A lane whose lease ran out
 * meanwhile belongs to somebody else and stays as it is.
 */
export function settleStatement(
  post: StalePost,
  outcome: PostOutcome,
  { now, holder }: { readonly now: Instant; readonly holder: string },
): Statement {
  const { put, statement } = createStatement();
  const [id, by] = [`${put(post.id)}::bigint`, put(holder)];
  const { short, long } = outcome.lane;
  const arrival = (at: Instant | undefined) => (at === undefined ? 'null' : `${put(at)}::timestamptz`);
  return statement(`
    with settled as (
      update post
         set ${changes(post, outcome, now, put)}
       where id = ${id}
    )
    update lane
       set short = ${arrival(short)},
           long = ${arrival(long)},
           free_at = ${put(nextSend(outcome.lane, now))}::timestamptz,
           holder = null,
           post_id = null,
           leased_until = null
     where post_id = ${id} and holder = ${by}`);
}

/** Steps that follow each other within this are one redraw: a card in a thread is not edited more often. */
const MS_BETWEEN_REDRAWS = 2_000;
const rested = (now: Instant): Instant => instant(Date.parse(now) + MS_BETWEEN_REDRAWS);

function changes(post: StalePost, outcome: PostOutcome, now: Instant, put: Put): string {
  const drawn = () => `drawn = greatest(drawn, ${put(post.wanted)}::integer), stale_since = ${put(now)}::timestamptz`;
  switch (outcome.kind) {
    case 'drawn':
      return `${drawn()}, message_id = ${put(outcome.messageId)}, shown = ${put(outcome.shown)}, address = ${put(post.address)},
              lane = coalesce(post.lane, (select lane.name from lane where lane.post_id = post.id)),
              tries = 0, failure = null,
              try_after = case when place like 'thread:%' then ${put(rested(now))}::timestamptz end`;
    case 'later':
      return `tries = tries + 1, try_after = ${put(outcome.at)}::timestamptz, failure = ${put(outcome.because)}`;
    case 'dead':
      return `${drawn()}, tries = 0, try_after = null, failure = ${put(outcome.because)}`;
  }
}
