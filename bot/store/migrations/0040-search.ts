export const search: readonly string[] = [
  // Somebody looks for `2.4` without saying of which service; `text_pattern_ops` serves how a version begins.
  `create index request_by_version on request (version text_pattern_ops, number)`,
];
