export const jobs: readonly string[] = [
  // pg-boss makes and updates its own tables, one instance at a time; but two that start at once would both make
  // the schema for them, and one would fail.
  `create schema if not exists pgboss`,
];
