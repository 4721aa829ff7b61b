import type { EmergencyRefusal } from '../../../domain/refusal.ts';
import type { Explained, Naming } from './explained.ts';
import { join } from './cards.ts';

export type EmergencySayings = {
  readonly [Code in EmergencyRefusal['code']]: (
    refused: Extract<EmergencyRefusal, { code: Code }>,
    naming: Naming,
  ) => Explained;
};

export const EMERGENCY_SAYINGS: EmergencySayings = {
  'emergency-incomplete': () => ({
    wrong: 'Something is still missing, so nothing was declared.',
    next: 'Fill in every line; the people and the times of what was said by voice too.',
  }),
  'emergency-version': () => ({ wrong: 'This is not a version.', next: 'Give three numbers, as in 2.4.2.' }),
  'emergency-twin': ({ by }) => ({
    wrong: `${by} is on its way with the same version.`,
    next: 'Cancel that one first, or give the version of the fix.',
  }),
  'not-expedited': () => ({
    wrong: 'Policy does not let this kind of change be expedited.',
    next: 'Choose another kind, or go the usual way with /deploy.',
  }),
  'no-emergency-there': () => ({
    wrong: 'Nothing needs to be expedited in this environment.',
    next: 'Go the usual way with /deploy.',
  }),
  'own-voice': () => ({
    wrong: 'You cannot be the one who approved what you declare.',
    next: 'Call somebody else who holds the role, or have somebody else declare it.',
  }),
  'voice-twice': () => ({
    wrong: 'Each approval by voice needs a person of its own.',
    next: 'Call one more, and name them both.',
  }),
  'voice-when': () => ({
    wrong: 'What was said by voice was said in the last 24 hours, not later than now.',
    next: 'Give the time of each call.',
  }),
  'voice-not-held': ({ roles }, { role }) => ({
    wrong: `Whom you named does not hold ${join.or(roles.map(role))}.`,
    next: 'Choose somebody from the list, and call them first.',
  }),
  'heard-by-speaker': () => ({
    wrong: 'Whoever approved by voice cannot be the one who heard it.',
    next: 'Name somebody who was on the call.',
  }),
  'nobody-verifies': ({ roles }, { role }) => ({
    wrong: `Nobody but you holds ${join.or(roles.map(role))}, who has to verify that it is safe.`,
    next: 'Have somebody else declare it.',
  }),
  'no-voice': () => ({
    wrong: 'You are not named as having approved this by voice.',
    next: 'The card of the request shows who is.',
  }),
  'voice-answered': () => ({ wrong: 'You have already said so, and it stands.', next: 'Talk to whoever declared it.' }),
  'voice-denied': () => ({
    wrong: 'Somebody denies having approved this by voice.',
    next: 'Talk to them; it can start when it goes the usual way, with /deploy.',
  }),
};
