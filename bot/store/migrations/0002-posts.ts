export const posts: readonly string[] = [
  // A conversation, with how much of its budget is used (domain/delivery.ts) and who is writing to it. One writer
  // at a time: `leased_until` ends the turn of a writer that died.
  `create table lane (
     name          text         primary key,
     short         timestamptz,
     long          timestamptz,
     free_at       timestamptz,
     holder        text,
     post_id       bigint,
     leased_until  timestamptz,
     check ((holder is null) = (leased_until is null))
   )`,

  // Where the places that policy and people have names for are.
  `create table binding (
     key      text  primary key check (key ~ '^(channel|person):'),
     lane     text  not null references lane (name),
     address  text  not null
   )`,

  // Every card that is, or should be, in a conversation. It is stale while drawn < wanted: a change raises
  // `wanted` in its own transaction, a worker draws the newest state and raises `drawn`. Ten changes while
  // Teams is down are one redraw when it is back. `lane` and `address` say where a posted card is, which may
  // no longer be where its place is bound to.
  `create table post (
     id            bigint       primary key generated always as identity,
     subject_kind  text         not null check (subject_kind in ('request', 'alert')),
     subject_id    text         not null,
     view          text         not null,
     place         text         not null,
     lane          text         references lane (name),
     address       text,
     message_id    text,
     wanted        integer      not null,
     drawn         integer      not null check (drawn <= wanted),
     shown         text,
     stale_since   timestamptz  not null,
     tries         integer      not null,
     try_after     timestamptz,
     failure       text,
     unique (subject_kind, subject_id, view, place),
     check (message_id is null or address is not null)
   ) with (fillfactor = 70)`,
  `create index post_stale on post (stale_since, id) where drawn < wanted`,
  `create index post_failing on post (place) where failure is not null`,
];
