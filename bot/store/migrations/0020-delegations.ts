export const delegations: readonly string[] = [
  // Who answers for whom, and when. Rows stay when they are over or revoked: a vote in the record names both people.
  `create table delegation (
     id          uuid         primary key,
     giver       text         not null,
     taker       text         not null check (taker <> giver),
     starts_at   timestamptz  not null,
     ends_at     timestamptz  not null check (ends_at > starts_at),
     roles       jsonb        not null,
     services    jsonb        not null,
     made_at     timestamptz  not null,
     revoked_at  timestamptz
   )`,
  `create index delegation_in_force on delegation (ends_at) where revoked_at is null`,

  // Which kinds of subject a card can have, the program knows.
  `alter table post drop constraint if exists post_subject_kind_check`,
];
