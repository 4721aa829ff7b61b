import {
  parseEnvironmentId,
  parseGroupId,
  parseServiceId,
  parseSilenceId,
  parseStormId,
  type EnvironmentId,
  type GroupId,
  type ServiceId,
  type SilenceId,
  type StormId,
} from '../domain/ids.ts';
import type { LocalTime } from '../domain/time.ts';
import { counted, oneOf, typed, type Sent } from './sent.ts';

/** What can be tapped on cards of alerts. */
export type AlertTap =
  | { readonly verb: 'alerts/list'; readonly service: ServiceId | undefined; readonly from: number }
  | { readonly verb: 'alert/show'; readonly group: GroupId }
  | {
      readonly verb: 'alert/acknowledge' | 'alert/assign' | 'alert/close' | 'alert/incident' | 'alert/detach';
      readonly group: GroupId;
    }
  | { readonly verb: 'alert/update'; readonly group: GroupId; readonly text: string }
  | ({ readonly verb: 'alert/silence'; readonly group: GroupId } & SilenceLength)
  | ({
      readonly verb: 'silence/begin';
      /** Undefined for all of them. */
      readonly service: ServiceId | undefined;
      readonly environment: EnvironmentId | undefined;
      /** Empty for every rule. */
      readonly rule: string;
    } & SilenceLength)
  | { readonly verb: 'silence/end'; readonly silence: SilenceId }
  | { readonly verb: 'storm/acknowledge'; readonly storm: StormId };

/** How long it shall be quiet, and why. */
export interface SilenceLength {
  readonly length: '1h' | '4h' | 'until';
  readonly until: LocalTime;
  readonly reason: string;
}

export const isAlertTap = (tap: { readonly verb: string }): tap is AlertTap => /^(alerts?|silence|storm)\//.test(tap.verb);

/** Ids of the inputs that ride along with a button of an alert. */
export const ALERT_INPUT = {
  update: 'incident-update',
  silenceFor: 'silence-for',
  silenceDate: 'silence-date',
  silenceTime: 'silence-time',
  silenceReason: 'silence-reason',
  silenceService: 'silence-service',
  silenceEnvironment: 'silence-environment',
  silenceRule: 'silence-rule',
} as const;

const MOST_RULE = 200;

/** Reads back the buttons of alerts; undefined for anything else. */
export function parseAlertTap(verb: unknown, sent: Sent): AlertTap | undefined {
  if (verb === 'alerts/list') {
    return { verb, service: parseServiceId(sent['service']), from: counted(sent['from']) ?? 0 };
  }
  if (verb === 'silence/begin') return parseBegin(sent);
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

function parseBegin(sent: Sent): AlertTap {
  const chosen = (id: string) => {
    const value = typed(sent, id);
    return value === 'all' ? undefined : value;
  };
  return {
    verb: 'silence/begin',
    service: parseServiceId(chosen(ALERT_INPUT.silenceService)),
    environment: parseEnvironmentId(chosen(ALERT_INPUT.silenceEnvironment)),
    rule: (typed(sent, ALERT_INPUT.silenceRule) ?? '').trim().slice(0, MOST_RULE),
    ...lengthIn(sent),
  };
}

const lengthIn = (sent: Sent): SilenceLength => ({
  length: oneOf(['1h', '4h', 'until'] as const, sent[ALERT_INPUT.silenceFor]) ?? '1h',
  until: { date: typed(sent, ALERT_INPUT.silenceDate) ?? '', time: typed(sent, ALERT_INPUT.silenceTime) ?? '' },
  reason: typed(sent, ALERT_INPUT.silenceReason) ?? '',
});

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
    case 'alert/silence':
      return { verb, group, ...lengthIn(sent) };
    default:
      return undefined;
  }
}
