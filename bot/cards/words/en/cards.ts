import type { Choice, RequestState } from '../../../domain/request.ts';

export const states: Readonly<Record<RequestState, string>> = {
  pending: 'Waiting',
  paused: 'Changes requested',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  expired: 'Expired',
  deploying: 'Deploying',
  'rolling-back': 'Rolling back',
  deployed: 'Deployed',
  'rolled-back': 'Rolled back',
  complete: 'Complete',
};

export const somebody = 'somebody';
export const pipeline = (name: string) => `the pipeline ${name}`;
export const nobodyYet = 'nobody holds this role';

export const join = {
  /** `A`, `A or B`, `A, B or C`. */
  or: (names: readonly string[]): string => listed(names, ' or '),
  and: (names: readonly string[]): string => listed(names, ' and '),
  more: (n: number) => `${n} more`,
};

const listed = (names: readonly string[], last: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1) ?? ''}`;

export const units = {
  minutes: (n: number) => `${n} min`,
  /** `under 1 min`, `12 min`, `1 h 5 min`. */
  lasting: (minutes: number) =>
    minutes < 1
      ? 'under 1 min'
      : minutes < 60
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`,
  percent: (n: number, locale: string) => `${n.toLocaleString(locale)} %`,
  milliseconds: (n: number) => `${n} ms`,
  /** Of a number that is written out already. */
  ms: (n: string) => `${n} ms`,
  perMinute: (n: string) => `${n} a minute`,
  /** `3 days`, or `18 h` when it was less than two. */
  stay: (hours: number) => (hours < 48 ? `${Math.round(hours)} h` : `${Math.floor(hours / 24)} days`),
};

export const facts = {
  window: 'Window',
  wayBack: 'Roll back in',
  risk: 'Risk',
  tests: 'Tests',
  staging: 'In staging',
  progress: 'Progress',
  revision: 'Revision',
  customers: 'Customer impact',
  tested: (minutes: string) => `${minutes}, tested`,
  untested: (minutes: string) => `${minutes}, not tested`,
  testsPass: (tests: number, coverage: number) => `${tests} pass, ${coverage}\u00a0%`,
  noIssues: 'no issues',
  inStaging: (stay: string, wentWell: boolean, found: string) => (wentWell ? `${stay}, ${found}` : `${stay}, with problems`),
};

export const tally = {
  waiting: (missing: number, of: number) => `Waiting for ${missing} of ${of}`,
  heading: 'Approvals',
  /** A phase of several, and whether its turn is now. */
  phase: (title: string, now: boolean) => (now ? `${title}, now` : title),
  asked: (at: string) => `asked ${at}`,
  later: 'later',
  waived: (lines: string) => `Not ticked: ${lines}. `,
  /** For one person alone. */
  you: (roles: string) => `You are asked as ${roles}.`,
  notYou: 'Your answer is not needed any more.',
};

export const outcome = {
  rejectedBy: (name: string, role: string) => `Rejected by ${name}, ${role}: `,
  changesBy: (name: string, role: string) => `${name}, ${role}, asks for changes: `,
  cancelledBy: (name: string) => `Cancelled by ${name}: `,
  cancelledPlain: (name: string) => `Cancelled by ${name}.`,
  expired: 'The window passed before the deployment started. Nobody rejected it.',
  approved: (at: string) => `Everyone has approved. Its window lets it start from ${at}.`,
  approvedNow: (until: string) => `Everyone has approved. Its window lets it start now, and until ${until}.`,
  /** Empty when there were none. */
  issues: (n: number) => (n === 0 ? '' : n === 1 ? 'One issue was reported.' : `${n} issues were reported.`),
  alerts: (n: number) =>
    n === 1 ? 'One alert arrived during this deployment.' : `${n} alerts arrived during this deployment.`,
};

export const next: Readonly<Record<RequestState, string>> = {
  pending: 'This card changes with every answer.',
  paused: 'Edit the request; those who must see the change are asked again.',
  approved: 'Start the deployment when the window opens.',
  rejected: 'Talk to whoever rejected it, then start a new request.',
  cancelled: 'Nothing more happens. A new request starts with /deploy.',
  expired: 'Start a new request with another window.',
  deploying: 'The thread in the deployments channel shows each step.',
  'rolling-back': 'The thread in the deployments channel shows the way back.',
  deployed: 'It is live, and watched from its thread.',
  complete: 'Nothing more to do.',
  'rolled-back': 'Find the cause, then start a new request with a newer version.',
};

export const because = {
  revision: (n: number) => `Revision ${n}.`,
  /** What made policy ask these roles: kinds of change, answers, the environment. */
  asked: (causes: string) => `These roles are asked because of: ${causes}.`,
  submitted: (revision: number, name: string, at: string) => `Revision ${revision}, asked by ${name}, ${at}.`,
};

export const vote = {
  open: { approve: 'Review and approve', 'request-changes': 'Request changes', reject: 'Reject' } satisfies Record<
    Choice,
    string
  >,
  send: { approve: 'Approve', 'request-changes': 'Send request for changes', reject: 'Reject the request' } satisfies Record<
    Choice,
    string
  >,
  label: {
    approve: 'Comment (optional)',
    'request-changes': 'What has to change?',
    reject: 'Why is it rejected?',
  } satisfies Record<Choice, string>,
  hint: {
    approve: 'What you looked at, or what to watch',
    'request-changes': 'The requester edits the request and those concerned are asked again',
    reject: 'This ends the request',
  } satisfies Record<Choice, string>,
  approveAs: (role: string) => `Approve as ${role}`,
  checklist: (role: string) => `Before you approve as ${role}`,
  waiver: 'Why the rest does not apply',
  waiverHint: 'Only for lines that you leave unticked; everyone reads it',
  given: (choice: Choice, role: string, at: string) =>
    `${{ approve: 'You approved', 'request-changes': 'You asked for changes', reject: 'You rejected this' }[choice]} as ${role}, ${at}.`,
  withdraw: 'Withdraw my answer',
  withdrawn: 'Your answer is withdrawn.',
  voteAs: (choice: Choice, role: string) =>
    ({ approve: `Approve as ${role}`, 'request-changes': `Request changes as ${role}`, reject: `Reject as ${role}` })[choice],
  chooseRole: 'You hold more than one of the roles that are asked. Choose the one you answer as.',
};

export const brief = {
  heading: 'Before you decide',
  first: 'The first deployment of this service here',
  since: (version: string) => `New since ${version}`,
  live: (at: string, days: number) =>
    days === 0 ? `live since ${at}` : days === 1 ? `live since ${at}, one day` : `live since ${at}, ${days} days`,
  quiet: 'No alert of this service fires there now.',
  firing: (groups: number) =>
    groups === 1 ? 'An alert of this service fires there now' : `${groups} alerts of this service fire there now`,
};

export const buttons = {
  everything: 'Everything',
  nextPage: 'Next page',
  firstPage: 'First page',
  changes: 'What changed',
  why: 'Who and why',
  brief: 'Back',
  edit: 'Edit',
  show: 'Show',
  cancel: 'Cancel request',
  cancelLabel: 'Why is it cancelled?',
  cancelHint: 'Everyone who was asked will see this',
  cancelSend: 'Cancel the request',
  start: 'Start deployment',
  stepDone: 'Step done',
  finish: 'Deployment successful',
  issue: 'Report an issue',
  issueSend: 'Tell everyone',
  rollBack: 'Roll back',
  rollBackLabel: 'Why is it rolled back?',
  rollBackHint: 'What you see, and since when',
  rollBackSend: 'Start rolling back',
  rolledBack: 'Rolled back',
  statusPage: 'Status page',
  monitoring: 'Monitoring',
  link: 'Pull request or issue',
  portal: 'Open in Azure',
  newRequest: 'New deployment request',
  status: 'All requests',
  pending: 'Waiting for me',
};

/** The same words in fewer: lines of a notification, and what a client that cannot draw the card shows. */
export const summaries = {
  what: (id: string, service: string, version: string) => `${id} · ${service} ${version}`,
  issue: (what: string) => `Issue detected: ${what}`,
  said: (name: string, comment: string) => `${name}: “${comment}”`,
  approval: (what: string, environment: string) => `Approval needed: ${what} to ${environment}`,
  fallback: (what: string, state: string) => `${what}: ${state}. Open this in a newer version of Teams to see more.`,
};
