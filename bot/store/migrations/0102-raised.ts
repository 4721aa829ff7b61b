export const raised: readonly string[] = [
  // What has changed since its cards were last looked at. A save adds a line here and leaves the cards alone: there are
  // several of them, each in several indexes. Whoever takes a card raises `wanted` first, of all that is listed.
  `create table raised (
     subject_kind  text         not null,
     subject_id    text         not null,
     at            timestamptz  not null
   )`,
];
