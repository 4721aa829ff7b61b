import { FIELDS, listOf, SECTIONS, type Answers, type FieldId, type Section } from '../domain/fields.ts';
import {
  parseDelegationId,
  parseDraftId,
  parsePersonId,
  parseRequestId,
  parseRoleId,
  parseServiceId,
  type DelegationId,
  type DraftId,
  type PersonId,
  type RequestId,
  type RoleId,
  type ServiceId,
} from '../domain/ids.ts';
import type { Answered } from '../domain/checklist.ts';
import { VOICE_ANSWERS, type VoiceAnswer } from '../domain/emergency.ts';
import { CHOICES, type Choice } from '../domain/request.ts';
import { ISSUE_ACTIONS, SEVERITIES, type IssueReport } from '../domain/rollout.ts';
import { parseHoldTap, type HoldTap } from './hold-actions.ts';
import { parseAlertTap, type AlertTap } from './alert-actions.ts';
import { oneOf, typed, type Sent } from './sent.ts';

/** Where a form goes after what was typed has been saved; the name of a section jumps there. */
export type Go = 'next' | 'back' | 'later' | 'submit' | 'discard' | Section;

/** A button that was tapped, read back: ids and what was typed. It proves nothing about who may do it. */
export type CardTap =
  /** Starts a request, or goes on with the one that was left. */
  | { readonly verb: 'draft/open' }
  /** What was typed after /deploy, with a word that was unclear put right. */
  | { readonly verb: 'draft/words'; readonly words: string }
  /** Starts from a request although another draft is open, which goes for it. */
  | { readonly verb: 'draft/from'; readonly request: RequestId; readonly from: 'edit' | 'copy'; readonly draft: DraftId }
  | {
      readonly verb: 'draft/save';
      readonly draft: DraftId;
      readonly revision: number;
      readonly section: Section | 'check';
      readonly go: Go;
      /** Only the fields that were on the card; an emptied one is `''`. */
      readonly answers: Answers;
    }
  | {
      readonly verb: 'request/vote';
      readonly request: RequestId;
      readonly revision: number;
      readonly policyVersion: string | undefined;
      readonly choice: Choice;
      readonly as: RoleId | undefined;
      readonly comment: string;
      readonly answered: Answered;
    }
  | { readonly verb: 'request/show'; readonly request: RequestId; readonly page: number }
  | {
      readonly verb: 'request/look' | 'request/brief' | 'request/why' | 'request/edit' | 'request/changes';
      readonly request: RequestId;
    }
  | { readonly verb: 'watch/fine'; readonly request: RequestId }
  | { readonly verb: 'request/verify'; readonly request: RequestId }
  | {
      readonly verb: 'request/cancel' | 'rollout/roll-back' | 'watch/wrong';
      readonly request: RequestId;
      readonly reason: string;
    }
  | { readonly verb: 'request/review' | 'request/withdraw'; readonly request: RequestId; readonly as: RoleId | undefined }
  | { readonly verb: 'request/comment'; readonly request: RequestId; readonly text: string }
  | {
      readonly verb:
        'rollout/start' | 'rollout/finish' | 'rollout/here' | 'rollout/confirm-rollback' | 'rollout/withdraw-rollback';
      readonly request: RequestId;
    }
  /** Places in policy's checklist, or in its success criteria, counting from 0. */
  | { readonly verb: 'rollout/tick' | 'watch/vouch'; readonly request: RequestId; readonly lines: readonly number[] }
  /** `issue` counts from 1. */
  | {
      readonly verb: 'rollout/update-issue' | 'rollout/resolve-issue';
      readonly request: RequestId;
      readonly issue: number;
      readonly text: string;
    }
  /** `step` counts from 1. */
  | { readonly verb: 'rollout/step'; readonly request: RequestId; readonly step: number }
  /** `every` is 0 when what was typed is not a whole number of minutes. */
  | { readonly verb: 'obligation/meet'; readonly request: RequestId; readonly obligation: string; readonly note: string }
  | { readonly verb: 'rollout/issue'; readonly request: RequestId; readonly issue: Omit<IssueReport, 'by' | 'at'> }
  | DelegationTap
  /** What was typed, by the ids of the inputs. */
  | { readonly verb: 'emergency/declare'; readonly typed: Readonly<Record<string, string>> }
  | { readonly verb: 'voice/answer'; readonly request: RequestId; readonly said: VoiceAnswer['said'] }
  | { readonly verb: 'status/list' | 'pending/list' }
  | HoldTap
  | AlertTap;

/** What was chosen on the card of `/delegate`. Days are as the client sends them. */
export type DelegationTap =
  | {
      readonly verb: 'delegation/make';
      readonly taker: PersonId | undefined;
      readonly from: string;
      readonly to: string;
      readonly roles: readonly RoleId[];
      readonly services: readonly ServiceId[];
    }
  | { readonly verb: 'delegation/revoke'; readonly delegation: DelegationId };

export type Verb = CardTap['verb'];

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

/** The inverse of the buttons above. Anything that no button of ours sends is `undefined`; nothing throws. */
export function parseTap(verb: unknown, data: unknown): CardTap | undefined {
  const sent = isRecord(data) ? data : {};
  switch (verb) {
    case 'draft/open':
    case 'status/list':
    case 'pending/list':
      return { verb };
    case 'draft/words':
      return { verb, words: typed(sent, 'words') ?? '' };
    case 'draft/save':
      return parseSave(sent);
    case 'emergency/declare':
      return { verb, typed: typedIn(sent) };
    case 'delegation/make':
      return parseDelegation(sent);
    case 'delegation/revoke': {
      const delegation = parseDelegationId(sent['delegation']);
      return delegation && { verb, delegation };
    }
    default: {
      const alerts = parseAlertTap(verb, sent);
      if (alerts !== undefined) return alerts;
      const request = parseRequestId(sent['request']);
      return parseHoldTap(verb, sent) ?? (request === undefined ? undefined : parseRequestTap(verb, request, sent));
    }
  }
}

function parseRequestTap(verb: unknown, request: RequestId, sent: Sent): CardTap | undefined {
  switch (verb) {
    case 'request/vote':
      return parseVote(request, sent);
    case 'request/review':
    case 'request/withdraw':
      return { verb, request, as: parseRoleId(sent['as']) };
    case 'request/show':
      return { verb, request, page: counted(sent['page']) ?? 1 };
    case 'request/look':
    case 'request/brief':
    case 'request/why':
    case 'request/edit':
    case 'request/changes':
    case 'rollout/start':
    case 'rollout/finish':
    case 'rollout/here':
    case 'watch/fine':
    case 'request/verify':
    case 'rollout/confirm-rollback':
    case 'rollout/withdraw-rollback':
      return { verb, request };
    case 'watch/wrong':
      return { verb, request, reason: typed(sent, INPUT.watchWrong) ?? '' };
    case 'watch/vouch':
      return { verb, request, lines: places(typed(sent, INPUT.criteria) ?? '') };
    case 'rollout/tick':
      return { verb, request, lines: places(typed(sent, INPUT.checklist) ?? '') };
    case 'rollout/update-issue':
      return parseIssueWord(verb, request, sent, INPUT.issueUpdate);
    case 'rollout/resolve-issue':
      return parseIssueWord(verb, request, sent, INPUT.issueResolution);
    case 'draft/from': {
      const draft = parseDraftId(sent['draft']);
      const from = oneOf(['edit', 'copy'] as const, sent['from']);
      return draft === undefined || from === undefined ? undefined : { verb, request, from, draft };
    }
    case 'request/comment':
      return { verb, request, text: typed(sent, INPUT.commentText) ?? '' };
    case 'request/cancel':
      return { verb, request, reason: typed(sent, INPUT.cancelReason) ?? '' };
    case 'rollout/roll-back':
      return { verb, request, reason: typed(sent, INPUT.rollBackReason) ?? '' };
    case 'rollout/step': {
      const step = counted(sent['step']);
      return step === undefined ? undefined : { verb, request, step };
    }
    case 'rollout/issue':
      return parseIssue(request, sent);
    case 'voice/answer': {
      const said = oneOf(VOICE_ANSWERS, sent['said']);
      return said && { verb, request, said };
    }
    case 'obligation/meet': {
      const obligation = parseRoleId(sent['obligation']);
      return obligation && { verb, request, obligation, note: (typed(sent, INPUT.note(obligation)) ?? '').trim() };
    }
    default:
      return undefined;
  }
}

function parseSave(sent: Sent): CardTap | undefined {
  const draft = parseDraftId(sent['draft']);
  const revision = counted(sent['revision']);
  const section = oneOf([...SECTIONS, 'check'] as const, sent['section']);
  const go = oneOf(['next', 'back', 'later', 'submit', 'discard', ...SECTIONS] as const, sent['go']);
  if (draft === undefined || revision === undefined || section === undefined || go === undefined) return undefined;
  return { verb: 'draft/save', draft, revision, section, go, answers: parseAnswers(section, sent) };
}

/** The fields of the section that was on the card; a field of another section was not, whatever was sent. */
function parseAnswers(section: Section | 'check', sent: Sent): Answers {
  const answers: Partial<Record<FieldId, string>> = {};
  for (const field of FIELDS) {
    const text = field.section === section ? typed(sent, field.id) : undefined;
    if (text !== undefined) answers[field.id] = text;
  }
  return answers;
}

function parseVote(request: RequestId, sent: Sent): CardTap | undefined {
  const revision = counted(sent['revision']);
  const choice = oneOf(CHOICES, sent['choice']);
  if (revision === undefined || choice === undefined) return undefined;
  const comment = typed(sent, INPUT.comment(choice)) ?? '';
  const policyVersion = typed(sent, 'policy');
  const answered = { ticked: numbers(typed(sent, INPUT.ticked) ?? ''), waiver: typed(sent, INPUT.waiver) ?? '' };
  return { verb: 'request/vote', request, revision, policyVersion, choice, as: parseRoleId(sent['as']), comment, answered };
}

/** `0,2,3`, as clients send what was ticked in a list. */
const numbers = (text: string): readonly number[] => text.split(',').flatMap((part) => counted(part.trim()) ?? []);

function parseIssue(request: RequestId, sent: Sent): CardTap | undefined {
  const severity = oneOf(SEVERITIES, sent[INPUT.issueSeverity]);
  const action = oneOf(ISSUE_ACTIONS, sent[INPUT.issueAction]);
  if (severity === undefined || action === undefined) return undefined;
  const text = (typed(sent, INPUT.issueText) ?? '').trim();
  return { verb: 'rollout/issue', request, issue: { text, severity, action, every: minutes(typed(sent, INPUT.issueEvery)) } };
}

function parseIssueWord(
  verb: 'rollout/update-issue' | 'rollout/resolve-issue',
  request: RequestId,
  sent: Sent,
  input: string,
): CardTap | undefined {
  const issue = counted(sent['issue']);
  return issue === undefined ? undefined : { verb, request, issue, text: typed(sent, input) ?? '' };
}

/** A choice of several comes back as `0,2,3`. */
const places = (text: string): readonly number[] => text.split(',').flatMap((part) => counted(part.trim()) ?? []);

/** Voices beyond what any policy asks for are not looked at. */
const MOST_VOICES = 10;

function typedIn(sent: Sent): Readonly<Record<string, string>> {
  const voices = Array.from({ length: MOST_VOICES }, (_, n) => [INPUT.voice(n), INPUT.voiceAt(n)]).flat();
  const ids: readonly string[] = [...Object.values(EMERGENCY), ...voices];
  return Object.fromEntries(ids.flatMap((id) => [typed(sent, id)].flatMap((text) => (text === undefined ? [] : [[id, text]]))));
}

const parseDelegation = (sent: Sent): DelegationTap => ({
  verb: 'delegation/make',
  taker: parsePersonId(typed(sent, INPUT.delegateTo)),
  from: typed(sent, INPUT.delegateFrom) ?? '',
  to: typed(sent, INPUT.delegateUntil) ?? '',
  roles: listOf(typed(sent, INPUT.delegateRoles) ?? '').flatMap((id) => parseRoleId(id) ?? []),
  services: listOf(typed(sent, INPUT.delegateServices) ?? '').flatMap((id) => parseServiceId(id) ?? []),
});

const minutes = (text: string | undefined): number => (/^\s*\d{1,4}\s*$/.test(text ?? '') ? Number(text) : 0);

/** Revisions and steps are sent as numbers, and come back as text from some clients. */
function counted(raw: unknown): number | undefined {
  const number = typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 1e9 ? number : undefined;
}

const isRecord = (value: unknown): value is Sent => typeof value === 'object' && value !== null && !Array.isArray(value);
