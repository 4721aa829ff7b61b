export const streams: readonly string[] = [
  // A freeze, a lock or the gates of a service: like a request, a stream of events in the record and the same story
  // folded up. `due` is when it must be looked at again.
  `create table stream (
     id    text         primary key check (id !~ '^DEP-'),
     kind  text         not null check (kind in ('freeze', 'lock', 'gates')),
     open  boolean      not null,
     due   timestamptz,
     seq   integer      not null check (seq > 0),
     head  text         not null check (head ~ '^[0-9a-f]{64}$'),
     body  jsonb        not null
   )`,
  `create index stream_open on stream (kind, id) where open`,
  `create index stream_due on stream (kind, due) where due is not null`,
  `create sequence freeze_number start 1`,

  // A start takes its target, so that two starts at the same moment are one: the other finds it taken.
  `alter table request add column holding boolean not null default false`,
  `create unique index request_holding on request (service, environment) where holding`,

  // What a card may be about is for the program to know.
  `alter table post drop constraint if exists post_subject_kind_check`,
];
