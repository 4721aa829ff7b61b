export const alerts: readonly string[] = [
  // Every body as it came, stored before it is answered with 200 and read afterwards, in the order of `id`.
  // `unreadable` says why a body could not be read; it does not hold up those behind it.
  `create table alert_body (
     id           bigint       primary key generated always as identity,
     received_at  timestamptz  not null,
     body         text         not null,
     read_at      timestamptz,
     unreadable   text         check (unreadable is null or read_at is not null)
   )`,
  `create index alert_body_unread on alert_body (id) where read_at is null`,

  `create table alert (
     id        text         primary key,
     fired_at  timestamptz  not null,
     body      jsonb        not null
   )`,
  `create index alert_newest on alert (fired_at desc, id)`,
];
