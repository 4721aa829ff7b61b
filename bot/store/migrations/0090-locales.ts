// The language of whoever a card is for alone: it is drawn while they say nothing.
export const locales: readonly string[] = [`alter table person add column locale text`];
