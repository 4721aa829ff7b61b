// From which revision of a draft on its cards are still obeyed: a file that is sent to a draft is no reason to turn away
// the page on which its writer is typing.
export const draftSince: readonly string[] = [`alter table draft add column since integer`];
