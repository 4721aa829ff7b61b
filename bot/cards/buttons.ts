import type { Choice } from '../domain/request.ts';
import type { Verb } from './actions.ts';

/** A button as the templates bind it. `more` puts it into the overflow menu. */
export interface CardButton {
  readonly title: string;
  readonly verb: Verb;
  readonly data: Readonly<Record<string, string | number>>;
  readonly style: 'default' | 'positive' | 'destructive';
  readonly mode: 'primary' | 'secondary';
}

/** A button that opens a dialog, in which the card that it would otherwise bring is the first page. */
export interface DialogButton {
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Ids of the inputs that ride along with a button; a form's inputs have the ids of their fields. */
export const INPUT = {
  comment: (choice: Choice) => `${choice}-comment`,
  ticked: 'ticked',
  waiver: 'waiver',
  cancelReason: 'cancel-reason',
  commentText: 'comment-text',
  rollBackReason: 'roll-back-reason',
  issueText: 'issue-text',
  issueSeverity: 'issue-severity',
  issueAction: 'issue-action',
  issueEvery: 'issue-every',
  note: (obligation: string) => `${obligation}-note`,
  /** Whoever approved by voice, and when, in the order of policy from 0. */
  voice: (n: number) => `voice-${String(n)}`,
  voiceAt: (n: number) => `voice-${String(n)}-at`,
  delegateTo: 'delegate-to',
  delegateFrom: 'delegate-from',
  delegateUntil: 'delegate-until',
  delegateRoles: 'delegate-roles',
  delegateServices: 'delegate-services',
  issueUpdate: 'issue-update',
  issueResolution: 'issue-resolution',
  checklist: 'checklist',
  criteria: 'criteria',
  watchWrong: 'watch-wrong',
} as const;

/** The inputs of an emergency, besides its voices. */
export const EMERGENCY = {
  service: 'emergency-service',
  environment: 'emergency-environment',
  version: 'emergency-version',
  changeType: 'emergency-change',
  reason: 'emergency-reason',
  rollback: 'emergency-rollback',
  heardBy: 'emergency-heard-by',
  onCall: 'emergency-on-call',
} as const;

export const button = (title: string, verb: Verb, data: CardButton['data'] = {}): CardButton => ({
  title,
  verb,
  data,
  style: 'default',
  mode: 'primary',
});

export const inDialog = ({ title, verb, data }: CardButton): DialogButton => ({
  title,
  data: { ...data, verb, msteams: { type: 'task/fetch' } },
});

export const primary = (plain: CardButton): CardButton => ({ ...plain, style: 'positive' });
export const overflow = (plain: CardButton): CardButton => ({ ...plain, mode: 'secondary' });
