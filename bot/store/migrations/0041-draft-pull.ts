export const draftPull: readonly string[] = [
  // What the pull request under the link of a draft said when it was read, so that each page need not ask again.
  `alter table draft add column pull jsonb`,
];
