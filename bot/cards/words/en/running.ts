/** Words of what has to be there before a deployment, and of what is asked while it runs. */
export const ready = {
  title: 'Before it starts',
  rollCall: 'Roll call',
  here: 'I am here',
  missing: (n: number) => (n === 1 ? '1 more person has to be here' : `${String(n)} more people have to be here`),
  onCall: { onCallEngineer: 'on-call engineer', backupEngineer: 'backup engineer', managerOnCall: 'manager on call' },
  others: 'team',
  checklist: 'Pre-deployment checklist',
  tick: 'Done and checked by you',
  confirm: 'Confirm what is ticked',
  complete: 'Ready',
  open: (n: number) => `${String(n)} open`,
  starts: (at: string) => `Its window lets it start from ${at}.`,
  now: (until: string) => `Its window lets it start now, and until ${until}.`,
  nothing: 'Nothing has to be prepared here.',
};

export const askBack = {
  over: (environment: string) => `${environment} · rollback asked for`,
  asks: (name: string) => `${name} asks to roll back: `,
  second: 'A second person who runs this deployment has to agree. The way back was approved with the request.',
  watchAsks: 'The watch asks to roll back: ',
  anybody: 'Somebody who runs this deployment has to agree. The way back was approved with the request.',
  confirm: 'Confirm the rollback',
  withdraw: 'Do not roll back',
  waits: 'Waits for a second person',
  waitsForAny: 'Waits for an answer',
  confirmed: (name: string, at: string) => `Confirmed by ${name}, ${at}.`,
  withdrawn: (name: string, at: string) => `Turned down by ${name}, ${at}.`,
  takes: (minutes: string) => `Going back takes about ${minutes}.`,
};

export const issueWord = {
  update: (n: number) => `Update on issue ${String(n)}`,
  resolved: (n: number) => `Issue ${String(n)} is resolved`,
  said: (name: string, at: string) => `${name}, ${at}.`,
  next: (at: string) => `Next update by ${at}.`,
  post: 'Post an update',
  postLabel: 'What is new?',
  postHint: 'What you know now, and what happens next',
  postSend: 'Tell everyone',
  resolve: 'Resolved',
  resolveLabel: 'How was it resolved?',
  resolveHint: 'What was done',
  resolveSend: 'Close the issue',
  closed: 'Resolved',
};

export const noGo = {
  title: 'NO-GO',
  badge: 'Cannot go ahead',
  checked: (at: string) => `Looked at ${at}.`,
  again: 'It is looked at again every hour, and the channel is told when it can go ahead.',
  check: 'Look again now',
};

export const stray = {
  title: 'A deployment runs without being allowed to',
  says: (pipeline: string) => `A run of ${pipeline} deploys this, by its own word.`,
  run: (run: string) => `Run ${run}.`,
  next: 'Stop the run, or find out who started it. Nothing it reports is taken.',
};

/** A run that no request asks for. */
export const unrequested = {
  badge: 'Not requested',
  nobody: 'Nobody has requested this version there.',
  trigger: (trigger: string, branch: string) => `It was set off by ${trigger} on ${branch}, which policy does not take there.`,
  unsaid: 'It does not say what set it off, as policy wants to know there.',
  next: 'Stop the run, or find out who started it. Somebody who wants it requests it with /deploy.',
};

/** The pipeline is told to go back without anybody asking. */
export const hook = {
  title: 'Automatic rollback',
  told: 'Told',
  notTold: 'Not told',
  heard: 'The pipeline was told to go back.',
  watched: 'It says here when it is done.',
  unheard: (status: string) =>
    status === ''
      ? 'The pipeline did not answer when it was told to go back.'
      : `The pipeline answered ${status} when it was told to go back.`,
  byHand: 'It is not told again. Look at it now, and go back by hand.',
};

export const overrun = {
  title: 'The window has ended',
  says: (at: string) => `The window ended ${at}, and the deployment has not.`,
  next: 'It goes on. Tell people how long it takes with /issue, or go back with /rollback.',
};
