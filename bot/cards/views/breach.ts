import type { AskedBack } from '../../domain/rollout.ts';
import type { Breach, Check } from '../../domain/watch.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { badge, named, note, paragraph, plain, strong } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';
import type { RolledOut } from './rollout.ts';

/** A limit that was passed, in words: `Error rate 6.2 %, limit 5 %`. */
export function breachText({ of, value, limit }: Breach, context: Context): string {
  const { watch, units } = context.words;
  const written = (amount: number): string => {
    if (of === 'error-rate') return percentText(amount, context);
    return of === 'response-time' ? units.milliseconds(Math.round(amount)) : number(amount, context);
  };
  return watch.breaches[of](written(value), written(limit));
}

/** Why it goes back: in somebody's words, or the limit that was passed. */
export const reasonText = ({ reason, breach }: Pick<AskedBack, 'reason' | 'breach'>, context: Context): string =>
  breach === undefined ? reason : breachText(breach, context);

/** `0.21 %`. */
export const percentText = (value: number, { words, locale }: Context): string => words.watch.percent(value, locale);

/** `48,120`. */
export const number = (value: number, { words, locale }: Context): string => words.watch.count(Math.round(value), locale);

/** It begins to look bad: what, and what follows. */
export function alarmView(request: RolledOut, check: Check, context: Context): NoteView {
  const { words } = context;
  const { watch } = words;
  const seen = check.reading.kind === 'seen' && check.reading.note !== '' ? [paragraph(plain(check.reading.note))] : [];
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), watch.alarm),
      over: `${plainEnvironment(request, context)} · ${watch.alarm}`,
      badge: badge(watch.verdicts.unhealthy, 'attention'),
      box: [
        { style: 'attention', lines: [...check.breaches.map((one) => paragraph(strong(breachText(one, context)))), ...seen] },
      ],
      paragraphs: followUps(request, check, context).map((text) => paragraph(plain(text))),
      people: request.state === 'deployed' ? [request.plan.onCallEngineer] : [],
      notes: note(stamp(check.at, context)),
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}

function followUps(request: RolledOut, { breaches }: Check, { words: { watch } }: Context): readonly string[] {
  const calls = new Set(breaches.map((breach) => breach.calls));
  const isAutomatic = request.rollout.rollback?.by === 'watch' && request.rollout.rollback.confirmedBy === undefined;
  return [
    ...(calls.has('rollback') ? [isAutomatic ? watch.gone : watch.askedBack] : []),
    ...(calls.has('investigation') ? [watch.investigate] : []),
  ];
}
