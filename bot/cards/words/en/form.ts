import type { Section } from '../../../domain/fields.ts';

export const sections = {
  what: 'What is deployed',
  impact: 'Impact',
  changes: 'Changes',
  scalability: 'Scale and performance',
  risk: 'Risk',
  testing: 'Testing',
  staging: 'Staging',
  review: 'Security and review',
  rollback: 'Way back',
  window: 'Window and steps',
  'on-call': 'Communication and on-call',
} satisfies Readonly<Record<Section, string>>;

export const form = {
  fresh: 'New request',
  editing: (request: string) => `Editing ${request}`,
  progress: (n: number, of: number) => `${n} of ${of}`,
  saved: 'Draft saved',
  optional: (label: string) => `${label} (optional)`,
  next: (section: string) => `Next: ${section.toLowerCase()}`,
  toCheck: 'Next: check',
  back: 'Back',
  later: 'Leave for later',
  discard: 'Discard',
  openDialog: 'Open as a dialog',
  /** The title of the dialog, at most 64 characters. */
  dialog: 'Deployment request',
  asks: (roles: string) => `Asked to approve, with these answers: ${roles}.`,
  asksNobody: 'With these answers nobody has to approve.',
  /** For a list of people in which there is nobody to choose. */
  nobodyToChoose: 'Only people of a team or chat that Signoff is in can be chosen: add it there first.',
  times: (zone: string) => `Times are in ${zone}.`,
  /** Of the window: nothing is in its way. */
  free: 'Nothing is in the way at this time.',
  fallback: 'This form needs a newer version of Teams. Open it in Teams on a computer, or on a phone that is up to date.',
  summary: 'Deployment request: what is still to fill in',
};

export const check = {
  title: 'Check and submit',
  ready: 'Ready',
  notReady: (n: number) => `${n} to put right`,
  put: (section: string) => `Go to ${section.toLowerCase()}`,
  hint: 'Tap a section to change it.',
  asked: 'Who will be asked',
  nobody: 'Nobody has to approve this; it is recorded.',
  where: (channels: string) => `Asked in ${channels}.`,
  submit: 'Submit for approval',
  resubmit: 'Submit the new revision',
  fallback: 'Your deployment request is ready to be checked. Open it in a newer version of Teams to submit it.',
  summary: 'Deployment request: check and submit',
};
