export const requests: readonly string[] = [
  // A request and its history. `event` is the record; `request` is the same story folded up, kept so that a read
  // is one row. Both are written by one statement of requests.ts alone. No column defaults to now(): the moment
  // is the application's, so that a test can hold it.
  `create table request (
     id            text         primary key check (id ~ '^DEP-[1-9][0-9]{0,8}$'),
     number        integer      not null generated always as (substr(id, 5)::integer) stored,
     state         text         not null check (state in ('pending', 'paused', 'approved', 'rejected', 'cancelled',
                                  'expired', 'deploying', 'rolling-back', 'deployed', 'rolled-back')),
     service       text         not null,
     environment   text         not null,
     version       text         not null,
     requester     text         not null,
     window_start  timestamptz  not null,
     window_end    timestamptz  not null,
     seq           integer      not null check (seq > 0),
     head          text         not null check (head ~ '^[0-9a-f]{64}$'),
     body          jsonb        not null
   ) with (fillfactor = 70)`,

  // A pipeline asks by what it deploys: at most one live request may answer it.
  `create unique index request_live
     on request (service, environment, version)
     where state in ('pending', 'paused', 'approved', 'deploying', 'rolling-back')`,
  `create index request_by_service on request (service, environment, number)`,
  `create index request_by_requester on request (requester, number)`,
  `create index request_by_state on request (state, number)`,
  `create unique index request_by_number on request (number)`,

  `create sequence request_number start 1001`,

  // No foreign key: the record must stand whatever becomes of `request`, and the one statement that writes it
  // takes the id from there. `bytes` is the event as canonical JSON (RFC 8785), exactly as it was hashed: jsonb would reorder it.
  `create table event (
     request_id  text         not null,
     seq         integer      not null check (seq > 0),
     kind        text         not null,
     at          timestamptz  not null,
     bytes       text         not null,
     prev        text         not null,
     hash        text         not null check (hash ~ '^[0-9a-f]{64}$'),
     primary key (request_id, seq)
   )`,

  // An auditor reads this table, so nothing may rewrite it, this program included.
  `create function refuse_rewrite() returns trigger language plpgsql as $$
   begin
     raise exception 'the record is append-only';
   end $$`,
  `create trigger event_append_only
     before update or delete on event
     for each row execute function refuse_rewrite()`,
  `create trigger event_keeps_all
     before truncate on event
     for each statement execute function refuse_rewrite()`,

  // What has to happen later. A row is a fact about a request, not a job with code in it: the request is asked
  // again when the moment comes.
  `create table timer (
     request_id  text         not null references request (id),
     kind        text         not null,
     due         timestamptz  not null,
     primary key (request_id, kind)
   )`,
  `create index timer_due on timer (due)`,
];
