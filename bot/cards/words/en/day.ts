/** Words of the day of a deployment. */
export const rollCall = {
  title: 'Roll call',
  starts: (at: string) => `It starts ${at}. Whoever takes part says so here; Start waits for it.`,
  missing: (n: number) => (n === 1 ? '1 person missing' : `${String(n)} people missing`),
  over: 'This roll call is over.',
};

export const postReview = {
  title: 'Post-incident review',
  intro: 'The timeline is what the record has. Naming the cause opens what a rollback left locked.',
  parts: {
    happened: { label: 'What happened', hint: 'What went wrong, and whom it affected' },
    timeline: { label: 'Timeline', hint: 'When it was noticed, and what was done' },
    cause: { label: 'Cause', hint: 'Why it happened' },
  },
  actions: 'Corrective actions',
  action: (n: number) => `Corrective action ${String(n)}`,
  actionHint: 'What will be different; leave it empty for none',
  owner: (n: number) => `Owner of action ${String(n)}`,
  ownerHint: 'Choose a person',
  due: (n: number) => `Action ${String(n)} is due`,
  send: 'File the review',
  write: 'Write the review',
  filed: 'On record',
  by: (name: string, at: string) => `Written by ${name}, ${at}.`,
  how: 'Write /deploy review, the number and what happened, then cause: and why; then, for each corrective action, action: with what, who and a day such as 2026-12-04, separated by commas.',
  timeline: {
    started: (by: string) => `${by} started the deployment`,
    step: (by: string, step: number) => `${by}: step ${String(step)} done`,
    live: (by: string) => `${by} declared it successful`,
    issue: (by: string, text: string) => `${by} reported: ${text}`,
    update: (by: string, text: string) => `${by}: ${text}`,
    resolved: (by: string, text: string) => `${by} resolved it: ${text}`,
    rollback: (by: string, reason: string) => (reason === '' ? `${by} rolled it back` : `${by} rolled it back: ${reason}`),
    back: (by: string) => `${by} confirmed the rollback`,
    alert: 'An alert came in',
    unhealthy: 'The watch saw a limit passed',
  },
};

export const conflicts = {
  heading: 'At the same time',
  people: (names: string, other: string, when: string) => `On call for ${other} too, ${when}: ${names}.`,
  service: (other: string, when: string) => `The same service is deployed elsewhere: ${other}, ${when}.`,
  window: (other: string, when: string) => `Also deployed then: ${other}, ${when}.`,
  short: (others: string) => `shares people with ${others}`,
};

/** A window that is frozen, of a request that policy let in all the same. */
export const frozen = {
  until: (at: string) => `Its window is frozen until ${at}: `,
  because: (reason: string) => `${reason}. It starts only if the freeze is set aside.`,
};
