// Where people are, as Teams says it, and by which clock a draft was typed: a time that is read in another zone than it
// was meant in is another time.
export const zones: readonly string[] = [`alter table person add column zone text`, `alter table draft add column zone text`];
