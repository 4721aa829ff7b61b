export const drafts: readonly string[] = [
  // A request in the making, as it was typed. Whoever starts one while another is open goes on with that one.
  `create table draft (
     id                uuid         primary key,
     owner             text         not null unique,
     revision          integer      not null check (revision > 0),
     section           text         not null,
     answers           jsonb        not null,
     editing_request   text         references request (id),
     editing_revision  integer,
     updated_at        timestamptz  not null,
     check ((editing_request is null) = (editing_revision is null))
   )`,

  // Names stand here and nowhere else, so that they can be erased while the record keeps its ids.
  `create table person (
     id    text  primary key,
     name  text  not null
   )`,
];
