export const alertGroups: readonly string[] = [
  // What is asked of alerts besides their body: whose card they are on, and how they stand.
  `alter table alert
     add column group_id text,
     add column fires boolean not null default false,
     add column severity text`,
  `create index alert_by_group on alert (group_id, fires desc, severity, fired_at desc)`,

  // Alerts that are one card. At most one of a key is open, so that two can never be opened for the same trouble. \`due\`
  // is when the group is asked again; what then matters, the domain says. azure_due is when Azure is to be told of what
  // somebody acknowledged or closed.
  `create table alert_group (
     id             text         primary key check (id ~ '^AG-[1-9][0-9]{0,8}$'),
     key            text         not null,
     revision       integer      not null check (revision > 0),
     is_closed      boolean      not null,
     is_health      boolean      not null,
     is_urgent      boolean      not null,
     severity       text,
     firing         integer      not null,
     channel        text         not null,
     storm          text,
     first_told_at  timestamptz,
     last_heard_at  timestamptz  not null,
     due            timestamptz,
     azure_due      timestamptz,
     body           jsonb        not null
   ) with (fillfactor = 70)`,
  `create unique index alert_group_open on alert_group (key) where not is_closed`,
  `create index alert_group_due on alert_group (due) where due is not null`,
  `create index alert_group_azure on alert_group (azure_due) where azure_due is not null`,
  `create index alert_group_told on alert_group (first_told_at) where storm is null`,
  `create index alert_group_heard on alert_group (last_heard_at)`,
  `create index alert_group_storm on alert_group (storm) where storm is not null`,
  `create sequence alert_group_number`,

  `create table alert_storm (
     id       text         primary key,
     channel  text         not null,
     is_over  boolean      not null,
     due      timestamptz,
     body     jsonb        not null
   )`,
  `create unique index alert_storm_open on alert_storm (channel) where not is_over`,
  `create sequence alert_storm_number`,

  `create table alert_silence (
     id       text         primary key,
     is_over  boolean      not null,
     until    timestamptz  not null,
     body     jsonb        not null
   )`,
  `create index alert_silence_holding on alert_silence (until) where not is_over`,
  `create sequence alert_silence_number`,

  // Which kinds of subject there are, the program says: each kind brings its own tables.
  `alter table post drop constraint if exists post_subject_kind_check`,
  // What is urgent goes first where Teams lets only so many messages through.
  `alter table post add column is_urgent boolean not null default false`,
  `drop index post_stale`,
  `create index post_stale on post (is_urgent desc, stale_since, id) where drawn < wanted`,
];
