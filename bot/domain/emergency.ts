import type { Decision } from './decide.ts';
import type { PersonId, RoleId } from './ids.ts';
import { owe, type ObligationEvent } from './obligation.ts';
import type { Expedited } from './policy.ts';
import type { Plan } from './plan.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import type { Risk } from './risk.ts';
import { accept, refuse } from './result.ts';
import { plusMinutes, type Instant } from './time.ts';

/** A request that begins before it is written down (seeds/002, "Expedited Approval"). */
export interface Emergency {
  /** Why it cannot wait, and what is risked. */
  readonly reason: string;
  readonly voices: readonly Voice[];
  /** Who heard them say so. */
  readonly heardBy: PersonId;
}

/** An approval given by voice. It counts at once, and whoever gave it says so again with a tap. */
export interface Voice {
  readonly by: PersonId;
  readonly as: RoleId;
  readonly at: Instant;
  readonly answer: VoiceAnswer | undefined;
}

export const VOICE_ANSWERS = ['confirmed', 'denied'] as const;
export interface VoiceAnswer {
  readonly said: (typeof VOICE_ANSWERS)[number];
  readonly at: Instant;
}

export interface VoiceAnswered {
  readonly kind: 'voice-answered';
  readonly by: PersonId;
  readonly said: VoiceAnswer['said'];
  readonly at: Instant;
}

export function evolveEmergency(before: Emergency | undefined, { by, said, at }: VoiceAnswered): Emergency | undefined {
  return (
    before && {
      ...before,
      voices: before.voices.map((voice) => (voice.by === by ? { ...voice, answer: { said, at } } : voice)),
    }
  );
}

export interface AnswerVoice {
  readonly kind: 'answer-voice';
  readonly by: PersonId;
  readonly said: VoiceAnswer['said'];
}

/** What whoever spoke says of it afterwards; once said, it stands. */
export function decideVoiceAnswer(request: DeployRequest, { by, said }: AnswerVoice, now: Instant): Decision {
  const voices = request.emergency?.voices ?? [];
  const index = voices.findIndex((voice) => voice.by === by);
  const voice = voices[index];
  if (voice === undefined) return refuse({ code: 'no-voice' });
  if (voice.answer !== undefined) return voice.answer.said === said ? accept([]) : refuse({ code: 'voice-answered' });
  return accept([
    { kind: 'voice-answered', by, said, at: now },
    { kind: 'obligation-met', id: confirmation(index), by, note: '', at: now },
  ]);
}

/** The people who deny having approved what they were named for. */
export const deniedBy = ({ emergency }: Pick<DeployRequest, 'emergency'>): readonly PersonId[] =>
  (emergency?.voices ?? []).filter(({ answer }) => answer?.said === 'denied').map(({ by }) => by);

const confirmation = (index: number): string => `confirm-approval-${String(index + 1)}`;

/** What comes to be owed the moment an emergency is declared (seeds/002, "Post-Approval Documentation"). */
export function owedAtOnce(
  requester: PersonId,
  { voices }: Pick<Emergency, 'voices'>,
  { completeMinutes, reviewMinutes, confirmMinutes }: Expedited,
  now: Instant,
): readonly ObligationEvent[] {
  return [
    owe({ kind: 'complete-request', owner: requester, since: now, within: completeMinutes }, now),
    owe({ kind: 'review', owner: requester, since: now, within: reviewMinutes }, now),
    ...voices.map(({ by }, n) =>
      owe({ kind: 'confirm-approval', owner: by, since: now, within: confirmMinutes, n: n + 1 }, now),
    ),
  ];
}

/** Whether the request is an emergency of which most is still to be written down. */
export const owesCompletion = ({ obligations }: Pick<DeployRequest, 'obligations'>): boolean =>
  obligations.some(({ id, met }) => id === COMPLETION && met === undefined);

/** The whole request, written down afterwards. Nobody is asked again: they have spoken. */
export const completion = (
  { by, plan, risk }: { readonly by: PersonId; readonly plan: Plan; readonly risk: Risk },
  now: Instant,
): readonly RequestEvent[] => [
  { kind: 'emergency-completed', by, plan, risk, at: now },
  { kind: 'obligation-met', id: COMPLETION, by, note: '', at: now },
];

const COMPLETION = 'complete-request';

/** The looks that are owed once it has started: "continuous monitoring for 2 hours", one look at a time. */
export function owedFromStart(
  { plan, emergency }: Pick<DeployRequest, 'plan' | 'emergency'>,
  { standbyMinutes, standbyEvery }: Expedited,
  now: Instant,
): readonly ObligationEvent[] {
  if (emergency === undefined) return [];
  const looks = Math.floor(standbyMinutes / standbyEvery);
  return Array.from({ length: looks }, (_, n) =>
    owe(
      {
        kind: 'standby-check',
        owner: plan.onCallEngineer,
        since: plusMinutes(now, n * standbyEvery),
        within: standbyEvery,
        n: n + 1,
      },
      now,
    ),
  );
}
