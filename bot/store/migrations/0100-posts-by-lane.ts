export const postsByLane: readonly string[] = [
  // Whose turn it is in a conversation is asked after every change: one step in this index, however many cards wait there.
  `create index post_waiting on post (lane, is_urgent desc, stale_since, id) where drawn < wanted`,
  `drop index post_stale`,
];
