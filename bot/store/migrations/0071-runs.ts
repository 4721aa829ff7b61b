export const runs: readonly string[] = [
  // What pipelines tell of a target without a request is a stream as well.
  `alter table stream drop constraint stream_kind_check`,
  `alter table stream add constraint stream_kind_check check (kind in ('freeze', 'lock', 'gates', 'runs'))`,
];
