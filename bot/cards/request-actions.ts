import type { Answered } from '../domain/checklist.ts';
import { VOICE_ANSWERS, type VoiceAnswer } from '../domain/emergency.ts';
import { type RequestId, type RoleId, parseRequestId, parseRoleId } from '../domain/ids.ts';
import { CHOICES, type Choice } from '../domain/request.ts';
import { ISSUE_ACTIONS, type IssueReport, SEVERITIES } from '../domain/rollout.ts';
import { INPUT } from './buttons.ts';
import { counted, oneOf, typed, type Sent } from './sent.ts';

export type Look = (typeof LOOKS)[number];

/** A button of a request, from its approval to its closing. */
export type RequestTap =
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
  | { readonly verb: Look; readonly request: RequestId }
  | { readonly verb: (typeof ORDERS)[number]; readonly request: RequestId }
  | {
      readonly verb: 'request/cancel' | 'rollout/roll-back' | 'watch/wrong';
      readonly request: RequestId;
      readonly reason: string;
    }
  | { readonly verb: 'request/review' | 'request/withdraw'; readonly request: RequestId; readonly as: RoleId | undefined }
  | { readonly verb: 'request/comment'; readonly request: RequestId; readonly text: string }
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
  | { readonly verb: 'rollout/issue'; readonly request: RequestId; readonly issue: Omit<IssueReport, 'by' | 'at'> }
  | { readonly verb: 'obligation/meet'; readonly request: RequestId; readonly obligation: string; readonly note: string }
  | { readonly verb: 'voice/answer'; readonly request: RequestId; readonly said: VoiceAnswer['said'] };

/** Verbs that show something of a request. */
const LOOKS = [
  'request/look',
  'request/own',
  'request/brief',
  'request/why',
  'request/edit',
  'request/changes',
  'request/verify',
] as const;

/** Verbs that change a request, and need to know no more than which. */
const ORDERS = [
  'rollout/start',
  'rollout/finish',
  'rollout/here',
  'rollout/confirm-rollback',
  'rollout/withdraw-rollback',
  'watch/fine',
] as const;

/** Anything that no button of a request sends is undefined. */
export function parseRequestTap(verb: unknown, sent: Sent): RequestTap | undefined {
  const request = parseRequestId(sent['request']);
  if (request === undefined) return undefined;
  const look = oneOf(LOOKS, verb);
  if (look !== undefined) return { verb: look, request };
  const order = oneOf(ORDERS, verb);
  if (order !== undefined) return { verb: order, request };
  switch (verb) {
    case 'request/vote':
      return parseVote(request, sent);
    case 'request/review':
    case 'request/withdraw':
      return { verb, request, as: parseRoleId(sent['as']) };
    case 'request/show':
      return { verb, request, page: counted(sent['page']) ?? 1 };
    case 'request/comment':
      return { verb, request, text: typed(sent, INPUT.commentText) ?? '' };
    case 'request/cancel':
      return { verb, request, reason: typed(sent, INPUT.cancelReason) ?? '' };
    case 'rollout/roll-back':
      return { verb, request, reason: typed(sent, INPUT.rollBackReason) ?? '' };
    case 'rollout/tick':
      return { verb, request, lines: places(typed(sent, INPUT.checklist) ?? '') };
    case 'rollout/update-issue':
      return parseIssueWord(verb, request, sent, INPUT.issueUpdate);
    case 'rollout/resolve-issue':
      return parseIssueWord(verb, request, sent, INPUT.issueResolution);
    case 'rollout/step': {
      const step = counted(sent['step']);
      return step === undefined ? undefined : { verb, request, step };
    }
    case 'rollout/issue':
      return parseIssue(request, sent);
    case 'watch/wrong':
      return { verb, request, reason: typed(sent, INPUT.watchWrong) ?? '' };
    case 'watch/vouch':
      return { verb, request, lines: places(typed(sent, INPUT.criteria) ?? '') };
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

function parseVote(request: RequestId, sent: Sent): RequestTap | undefined {
  const revision = counted(sent['revision']);
  const choice = oneOf(CHOICES, sent['choice']);
  if (revision === undefined || choice === undefined) return undefined;
  const comment = typed(sent, INPUT.comment(choice)) ?? '';
  const policyVersion = typed(sent, 'policy');
  const answered = { ticked: places(typed(sent, INPUT.ticked) ?? ''), waiver: typed(sent, INPUT.waiver) ?? '' };
  return { verb: 'request/vote', request, revision, policyVersion, choice, as: parseRoleId(sent['as']), comment, answered };
}

function parseIssue(request: RequestId, sent: Sent): RequestTap | undefined {
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
): RequestTap | undefined {
  const issue = counted(sent['issue']);
  return issue === undefined ? undefined : { verb, request, issue, text: typed(sent, input) ?? '' };
}

/** What was ticked in a list comes back as `0,2,3`. */
const places = (text: string): readonly number[] => text.split(',').flatMap((part) => counted(part.trim()) ?? []);

const minutes = (text: string | undefined): number => (/^\s*\d{1,4}\s*$/.test(text ?? '') ? Number(text) : 0);
