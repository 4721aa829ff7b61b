import { type AlertTap, parseAlertTap } from './alert-actions.ts';
import { EMERGENCY, INPUT } from './buttons.ts';
import { type DelegationTap, parseDelegationTap } from './delegation-actions.ts';
import { type DraftTap, parseDraftTap } from './draft-actions.ts';
import { type HoldTap, parseHoldTap } from './hold-actions.ts';
import { type PostReviewTap, parsePostReviewTap } from './post-review-actions.ts';
import { type RequestTap, parseRequestTap } from './request-actions.ts';
import { type Sent, typed } from './sent.ts';

export { button, EMERGENCY, inDialog, INPUT, overflow, primary, type CardButton, type DialogButton } from './buttons.ts';
export type { Go } from './draft-actions.ts';
export type { Look, RequestTap } from './request-actions.ts';
export type { DelegationTap } from './delegation-actions.ts';

/** A button that was tapped, read back: ids and what was typed. It proves nothing about who may do it. */
export type CardTap =
  | DraftTap
  | RequestTap
  | PostReviewTap
  | DelegationTap
  /** What was typed, by the ids of the inputs. */
  | { readonly verb: 'emergency/declare'; readonly typed: Readonly<Record<string, string>> }
  | { readonly verb: 'status/list' | 'pending/list' }
  | HoldTap
  | AlertTap;

export type Verb = CardTap['verb'];

/** The inverse of the buttons above. Anything that no button of ours sends is `undefined`; nothing throws. */
export function parseTap(verb: unknown, data: unknown): CardTap | undefined {
  const sent = isRecord(data) ? data : {};
  switch (verb) {
    case 'status/list':
    case 'pending/list':
      return { verb };
    case 'emergency/declare':
      return { verb, typed: typedIn(sent) };
    default:
      for (const parse of [
        parseDraftTap,
        parseRequestTap,
        parsePostReviewTap,
        parseDelegationTap,
        parseHoldTap,
        parseAlertTap,
      ]) {
        const tap = parse(verb, sent);
        if (tap !== undefined) return tap;
      }
      return undefined;
  }
}

/** Voices beyond what any policy asks for are not looked at. */
const MOST_VOICES = 10;
/** Characters of one answer: what its input takes. */
const MOST_IN_EMERGENCY = 1_000;

function typedIn(sent: Sent): Readonly<Record<string, string>> {
  const voices = Array.from({ length: MOST_VOICES }, (_, n) => [INPUT.voice(n), INPUT.voiceAt(n)]).flat();
  const ids: readonly string[] = [...Object.values(EMERGENCY), ...voices];
  const said = ids.map((id) => [id, typed(sent, id, MOST_IN_EMERGENCY)] as const);
  return Object.fromEntries(said.flatMap(([id, text]) => (text === undefined ? [] : [[id, text]])));
}

const isRecord = (value: unknown): value is Sent => typeof value === 'object' && value !== null && !Array.isArray(value);
