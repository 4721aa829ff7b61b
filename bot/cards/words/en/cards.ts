import type { Choice, RequestState } from '../../../domain/request.ts';
import type { Issue } from '../../../domain/rollout.ts';

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
};

export const somebody = 'somebody';
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
  /** `12 min`, `1 h 5 min`. */
  lasting: (minutes: number) =>
    minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`,
  percent: (n: number) => `${n} %`,
  milliseconds: (n: number) => `${n} ms`,
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
  testsPass: (tests: number, coverage: number) => `${tests} pass, ${coverage} %`,
  inStaging: (since: string, wentWell: boolean) => (wentWell ? `since ${since}` : `since ${since}, with problems`),
};

export const tally = {
  waiting: (missing: number, of: number) => `Waiting for ${missing} of ${of}`,
  heading: 'Approvals',
  asked: (at: string) => `asked ${at}`,
};

export const warnings = {
  untested: 'The way back has not been tested.',
  dataBack: 'Going back means rolling back data.',
};

export const outcome = {
  rejectedBy: (name: string, role: string) => `Rejected by ${name}, ${role}: `,
  changesBy: (name: string, role: string) => `${name}, ${role}, asks for changes: `,
  cancelledBy: (name: string) => `Cancelled by ${name}: `,
  cancelledPlain: (name: string) => `Cancelled by ${name}.`,
  expired: 'The window passed before the deployment started. Nobody rejected it.',
  approved: (at: string) => `Everyone has approved. It can start from ${at}.`,
  /** Empty when there were none. */
  issues: (n: number) => (n === 0 ? '' : n === 1 ? 'One issue was reported.' : `${n} issues were reported.`),
  alerts: (n: number) =>
    n === 1 ? 'One alert arrived during this deployment.' : `${n} alerts arrived during this deployment.`,
};

export const next: Readonly<Record<RequestState, string>> = {
  pending: 'Signoff tells you as soon as everyone has answered.',
  paused: 'Edit the request; those who must see the change are asked again.',
  approved: 'Start the deployment when the window opens.',
  rejected: 'Talk to whoever rejected it, then start a new request.',
  cancelled: 'Nothing more happens. A new request starts with /deploy.',
  expired: 'Start a new request with another window.',
  deploying: 'The thread in the deployments channel shows each step.',
  'rolling-back': 'The thread in the deployments channel shows the way back.',
  deployed: 'Nothing more to do.',
  'rolled-back': 'Find the cause, then start a new request with a newer version.',
};

export const because = {
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
  voteAs: (choice: Choice, role: string) =>
    ({ approve: `Approve as ${role}`, 'request-changes': `Request changes as ${role}`, reject: `Reject as ${role}` })[choice],
  chooseRole: 'You hold more than one of the roles that are asked. One person fills one of them.',
};

export const buttons = {
  everything: 'Everything',
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

/** Headings, labels and sentences of the four messages as seeds/002, "Deployment Communication", has them. */
export const lifecycle = {
  scheduled: (environment: string) => `🚀 ${environment} DEPLOYMENT SCHEDULED`,
  live: (environment: string) => `🔄 ${environment} DEPLOYMENT IN PROGRESS`,
  finished: (environment: string) => `${environment} DEPLOYMENT FINISHED`,
  stopped: (environment: string) => `${environment} DEPLOYMENT STOPPED`,
  success: (environment: string) => `✅ ${environment} DEPLOYMENT SUCCESSFUL`,
  issue: (environment: string) => `🚨 ${environment} DEPLOYMENT - ISSUE DETECTED`,
  rollingBack: (environment: string) => `${environment} DEPLOYMENT ROLLING BACK`,
  rolledBack: (environment: string) => `${environment} DEPLOYMENT ROLLED BACK`,
  release: 'Release',
  scheduledTime: 'Scheduled time',
  approximately: (minutes: string) => `approximately ${minutes}`,
  changesSummary: 'Changes summary',
  expectedImpact: 'Expected impact',
  maintenance: 'Requires maintenance window',
  questions: (channel: string) => `Questions? Reach out in #${channel}.`,
  versionOf: (version: string) => `Version ${version}`,
  startTime: 'Start time',
  startedBy: (name: string) => `Started by ${name}.`,
  estimatedCompletion: 'Estimated completion',
  currentStep: 'Current step',
  stepOf: (step: number, of: number) => `Step ${step} of ${of}`,
  allSteps: (of: number) => `All ${of} steps done`,
  status: 'Status',
  deploying: '⚡ Deploying...',
  ended: 'Ended',
  ran: 'Took',
  stoppedAt: (step: number, of: number) => `Stopped at step ${step} of ${of}`,
  runningSince: (name: string, lasting: string, at: string) => `Started by ${name}; running for ${lasting} at ${at}.`,
  version: 'Version',
  deploymentTime: 'Deployment time',
  allSystems: 'All systems',
  operational: '✓ Operational',
  liveForAll: 'Changes live and available to all users.',
  thanks: 'Thank you for your patience!',
  steps: 'Steps',
  since: (at: string) => `since ${at}`,
  stepsBefore: (n: number) => `${n} steps done before`,
  stepsAfter: (n: number) => `${n} more steps`,
  issueLabel: 'Issue',
  issueHint: 'What happens, who is affected',
  severity: 'Severity',
  severities: { critical: 'Critical', high: 'High', medium: 'Medium' } satisfies Record<Issue['severity'], string>,
  action: 'Action',
  actions: {
    investigating: 'Investigating',
    'rolling-back': 'Rolling back',
    mitigating: 'Mitigating',
  } satisfies Record<Issue['action'], string>,
  updates: 'Updates',
  updatesLabel: 'Updates every, minutes',
  every: (minutes: number) => (minutes === 1 ? 'Every minute' : `Every ${minutes} minutes`),
  noMoreUpdates: 'Ended',
  resolving: "We're working to resolve this. Thank you for your patience.",
  wasResolved: 'This issue belongs to a deployment that has ended.',
  onCall: 'On-call engineer',
  reported: (name: string, at: string) => `Reported by ${name}, ${at}.`,
  reason: 'Reason',
  wayBack: 'Way back',
  expectedBack: 'Expected back',
  tookBack: 'Took',
  planned: 'Planned',
  startedBack: 'Started',
  startedBackBy: 'Started by',
  done: (name: string, at: string) => `Confirmed by ${name}, ${at}.`,
};

export const root = {
  askedFor: (name: string, at: string) => `Asked by ${name}, ${at}. Everything that happens is in this thread.`,
  approvals: (given: number, of: number) => `${given} of ${of} approvals`,
  recorded: 'No approval needed',
  steps: (done: number, of: number) => `${done} of ${of} steps`,
};

export const details = {
  comments: 'Comments',
  moreLines: (n: number) => `${n} more lines:  `,
};

export const alert = {
  heading: 'Alert',
  severity: (n: string) => `Sev ${n}`,
  noSeverity: 'No severity given',
  firing: 'Firing',
  resolved: 'Resolved',
  test: 'Test',
  since: 'Since',
  until: 'Until',
  where: 'Where',
  lasted: 'Lasted',
  rule: 'Rule',
  notSaid: 'Not said',
  itsDeployment: 'its deployment',
  showRequest: (request: string) => `Show ${request}`,
  against: (operator: string, threshold: string) =>
    operator === '' ? `the limit is ${threshold}` : `fires ${operator} ${threshold}`,
  operators: {
    GreaterThan: 'above',
    GreaterThanOrEqual: 'at least',
    LessThan: 'below',
    LessThanOrEqual: 'at most',
    Equals: 'equal to',
    NotEquals: 'other than',
    GreaterOrLessThan: 'outside',
  } as Readonly<Record<string, string>>,
  during: (request: string) => `During ${request}: `,
  duringWhat: (what: string) => `${what} was under way when this fired.`,
  noDeployment: 'No deployment of what it affects was under way.',
  testNote: 'Sent by "Test action group" in the Azure portal. Nothing is wrong.',
  unrecognised: 'Azure sent this in a form that Signoff does not know. It is kept as it came.',
};

export const list = {
  over: 'Signoff',
  status: 'Requests',
  pending: 'Waiting for approval',
  statusEmpty: 'No deployment has been requested yet. Start one with /deploy.',
  pendingEmpty: 'Nothing waits for approval.',
  missing: (names: string) => `waits for ${names}`,
  waitsFor: (roles: string, then: string) => `Waits for ${roles}. ${then}`,
  count: (n: number) => (n === 1 ? '1 request' : `${n} requests`),
  moreThan: (n: number) => `and ${n} more; name a service, as in /status payments, to see fewer`,
};

/** The same words in fewer: lines of a notification, and what a client that cannot draw the card shows. */
export const summaries = {
  what: (id: string, service: string, version: string) => `${id} · ${service} ${version}`,
  issue: (what: string) => `Issue detected: ${what}`,
  approval: (what: string, environment: string) => `Approval needed: ${what} to ${environment}`,
  fallback: (what: string, state: string) => `${what}: ${state}. Open this in a newer version of Teams to see more.`,
};
