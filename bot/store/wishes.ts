import { placeKey, type Wish } from '../domain/posts.ts';
import type { Subject } from '../flows/ports.ts';
import type { Put } from './statement.ts';

/** Both follow a part of the same statement that is called `changed` and gives the `id` of what changed. */

/** Every card of it is to be redrawn, which whoever next takes a card sees to. */
export const raisePosts = ({ kind }: Pick<Subject, 'kind'>, now: string): string => `
  insert into raised (subject_kind, subject_id, at)
  select '${kind}', changed.id, ${now}::timestamptz
    from changed`;

/** A card becomes stale at a moment, or stays what it has been since another. */
export const raisedAt = (moment: string): string =>
  `wanted = wanted + 1, stale_since = case when drawn < wanted then stale_since else ${moment} end`;

/** A card that is there already stays the one it is. */
export const wishPosts = ({ kind }: Pick<Subject, 'kind'>, wishes: readonly Wish[], now: string, put: Put): string => `
  insert into post (subject_kind, subject_id, view, place, wanted, drawn, tries, stale_since)
  select '${kind}', changed.id, wish.view, wish.place, 1, 0, 0, ${now}::timestamptz
    from changed, json_to_recordset(${put(rows(wishes))}::json) as wish (view text, place text, known boolean)
   where wish.known is not true or exists (select from binding where binding.key = wish.place)
      on conflict (subject_kind, subject_id, view, place) do nothing`;

const rows = (wishes: readonly Wish[]): string =>
  JSON.stringify(
    wishes.map(({ view, place, onlyWhereKnown = false }) => ({ view, place: placeKey(place), known: onlyWhereKnown })),
  );
