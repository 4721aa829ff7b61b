// What Teams calls somebody towards this bot (29:…): cards that refresh themselves for some people name them so.
export const accounts: readonly string[] = [`alter table person add column account text`];
