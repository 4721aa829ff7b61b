import type { GroupId, PersonId } from './ids.ts';

/** An expected no to something a person asked of alerts. */
export type AlertRefusal =
  | { readonly code: 'unknown-alert' }
  | { readonly code: 'alert-over'; readonly group: GroupId }
  | { readonly code: 'already-acknowledged'; readonly by: PersonId }
  | { readonly code: 'not-responder' }
  | { readonly code: 'no-incident' }
  | { readonly code: 'update-empty' }
  | { readonly code: 'no-deployment' }
  | { readonly code: 'unknown-silence' }
  | { readonly code: 'silence-unreadable' }
  | { readonly code: 'silence-too-wide' }
  | { readonly code: 'silence-past' }
  | { readonly code: 'silence-without-reason' }
  | { readonly code: 'silence-too-long'; readonly minutes: number };

const CODES: readonly string[] = [
  'unknown-alert',
  'alert-over',
  'already-acknowledged',
  'not-responder',
  'no-incident',
  'update-empty',
  'no-deployment',
  'unknown-silence',
  'silence-unreadable',
  'silence-too-wide',
  'silence-past',
  'silence-without-reason',
  'silence-too-long',
] satisfies readonly AlertRefusal['code'][];

export const isAlertRefusal = (refusal: { readonly code: string }): refusal is AlertRefusal => CODES.includes(refusal.code);
