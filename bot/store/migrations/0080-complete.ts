export const complete: readonly string[] = [
  // A deployment that was watched to the end is complete.
  `alter table request drop constraint request_state_check`,
  `alter table request add constraint request_state_check check (state in ('pending', 'paused', 'approved', 'rejected',
     'cancelled', 'expired', 'deploying', 'rolling-back', 'deployed', 'rolled-back', 'complete'))`,
];
