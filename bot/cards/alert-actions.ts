import { parseGroupId, parseSilenceId, parseStormId, type GroupId, type SilenceId, type StormId } from '../domain/ids.ts';
import type { LocalTime } from '../domain/time.ts';
import { oneOf, typed, type Sent } from './sent.ts';

/** What can be tapped on cards of alerts. */
export type AlertTap =
  | { readonly verb: 'alerts/list' }
  | { readonly verb: 'alert/show'; readonly group: GroupId }
  | {
      readonly verb: 'alert/acknowledge' | 'alert/assign' | 'alert/close' | 'alert/incident' | 'alert/detach';
      readonly group: GroupId;
    }
  | { readonly verb: 'alert/update'; readonly group: GroupId; readonly text: string }
  | {
      readonly verb: 'alert/silence';
      readonly group: GroupId;
      readonly length: '1h' | '4h' | 'until';
      readonly until: LocalTime;
      readonly reason: string;
    }
  | { readonly verb: 'silence/end'; readonly silence: SilenceId }
  | { readonly verb: 'storm/acknowledge'; readonly storm: StormId };

export const isAlertTap = (tap: { readonly verb: string }): tap is AlertTap => /^(alerts?|silence|storm)\//.test(tap.verb);

/** Ids of the inputs that ride along with a button of an alert. */
export const ALERT_INPUT = {
  update: 'incident-update',
  silenceFor: 'silence-for',
  silenceDate: 'silence-date',
  silenceTime: 'silence-time',
  silenceReason: 'silence-reason',
} as const;

/** Reads back the buttons of alerts; undefined for anything else. */
export function parseAlertTap(verb: unknown, sent: Sent): AlertTap | undefined {
  if (verb === 'alerts/list') return { verb };
  if (verb === 'silence/end') {
    const silence = parseSilenceId(sent['silence']);
    return silence === undefined ? undefined : { verb, silence };
  }
  if (verb === 'storm/acknowledge') {
    const storm = parseStormId(sent['storm']);
    return storm === undefined ? undefined : { verb, storm };
  }
  const group = parseGroupId(sent['group']);
  return group === undefined ? undefined : parseGroupTap(verb, group, sent);
}

function parseGroupTap(verb: unknown, group: GroupId, sent: Sent): AlertTap | undefined {
  switch (verb) {
    case 'alert/show':
    case 'alert/acknowledge':
    case 'alert/assign':
    case 'alert/close':
    case 'alert/incident':
    case 'alert/detach':
      return { verb, group };
    case 'alert/update':
      return { verb, group, text: typed(sent, ALERT_INPUT.update) ?? '' };
    case 'alert/silence': {
      const length = oneOf(['1h', '4h', 'until'] as const, sent[ALERT_INPUT.silenceFor]) ?? '1h';
      const until = { date: typed(sent, ALERT_INPUT.silenceDate) ?? '', time: typed(sent, ALERT_INPUT.silenceTime) ?? '' };
      return { verb, group, length, until, reason: typed(sent, ALERT_INPUT.silenceReason) ?? '' };
    }
    default:
      return undefined;
  }
}
