import {
  parseEnvironmentId,
  parseFreezeId,
  parseGateItemId,
  parseRequestId,
  parseServiceId,
  type EnvironmentId,
  type FreezeId,
  type GateItemId,
  type RequestId,
  type ServiceId,
} from '../domain/ids.ts';
import type { Instant, LocalTime } from '../domain/time.ts';
import { momentOf } from './sent.ts';

/** Buttons of the calendar, freezes, locks and gates, read back: ids and what was typed, proving nothing. */
export type HoldTap =
  | { readonly verb: 'calendar/show'; readonly week: number }
  | { readonly verb: 'freeze/list' | 'lock/list' | 'gates/list' }
  | {
      readonly verb: 'freeze/declare';
      /** Undefined for all of them. */
      readonly service: ServiceId | undefined;
      readonly environment: EnvironmentId | undefined;
      readonly from: LocalTime;
      readonly to: LocalTime;
      readonly reason: string;
    }
  | { readonly verb: 'freeze/lift'; readonly freeze: FreezeId }
  | { readonly verb: 'freeze/override'; readonly request: RequestId; readonly reason: string }
  | { readonly verb: 'lock/release'; readonly service: ServiceId; readonly environment: EnvironmentId; readonly reason: string }
  | { readonly verb: 'cause/record'; readonly request: RequestId; readonly cause: string }
  | { readonly verb: 'request/move'; readonly request: RequestId; readonly to: Instant }
  | { readonly verb: 'gates/show'; readonly service: ServiceId }
  | {
      readonly verb: 'gates/attest' | 'gates/withdraw';
      readonly service: ServiceId;
      readonly items: readonly GateItemId[];
      readonly link: string;
      readonly note: string;
    };

const VERBS = [
  'calendar/show',
  'freeze/list',
  'freeze/declare',
  'freeze/lift',
  'freeze/override',
  'lock/list',
  'lock/release',
  'cause/record',
  'request/move',
  'gates/list',
  'gates/show',
  'gates/attest',
  'gates/withdraw',
] as const satisfies readonly HoldTap['verb'][];

export const isHoldTap = (tap: { readonly verb: string }): tap is HoldTap => VERBS.some((verb) => verb === tap.verb);

/** Ids of the inputs on these cards. */
export const HOLD_INPUT = {
  service: 'freeze-service',
  environment: 'freeze-environment',
  fromDate: 'freeze-from-date',
  fromTime: 'freeze-from-time',
  toDate: 'freeze-to-date',
  toTime: 'freeze-to-time',
  reason: 'freeze-reason',
  overrideReason: 'override-reason',
  releaseReason: 'release-reason',
  cause: 'cause',
  items: 'gate-items',
  link: 'gate-link',
  note: 'gate-note',
  withdrawn: 'withdrawn-items',
  withdrawReason: 'withdraw-reason',
} as const;

type Sent = Readonly<Record<string, unknown>>;

/** Undefined for what no button of these cards sends; nothing throws. */
export function parseHoldTap(verb: unknown, sent: Sent): HoldTap | undefined {
  switch (verb) {
    case 'calendar/show': {
      const week = Number(sent['week'] ?? 0);
      return Number.isInteger(week) && week >= 0 && week <= 8 ? { verb, week } : undefined;
    }
    case 'freeze/list':
    case 'lock/list':
    case 'gates/list':
      return { verb };
    case 'freeze/declare':
      return parseDeclare(sent);
    case 'freeze/lift': {
      const freeze = parseFreezeId(sent['freeze']);
      return freeze === undefined ? undefined : { verb, freeze };
    }
    case 'lock/release': {
      const service = parseServiceId(sent['service']);
      const environment = parseEnvironmentId(sent['environment']);
      if (service === undefined || environment === undefined) return undefined;
      return { verb, service, environment, reason: text(sent, HOLD_INPUT.releaseReason) };
    }
    case 'gates/show':
    case 'gates/attest':
    case 'gates/withdraw':
      return parseGates(verb, sent);
    default:
      return parseOnRequest(verb, sent);
  }
}

function parseOnRequest(verb: unknown, sent: Sent): HoldTap | undefined {
  const request = parseRequestId(sent['request']);
  if (request === undefined) return undefined;
  switch (verb) {
    case 'freeze/override':
      return { verb, request, reason: text(sent, HOLD_INPUT.overrideReason) };
    case 'cause/record':
      return { verb, request, cause: text(sent, HOLD_INPUT.cause) };
    case 'request/move': {
      const to = momentOf(sent['to']);
      return to === undefined ? undefined : { verb, request, to };
    }
    default:
      return undefined;
  }
}

function parseDeclare(sent: Sent): HoldTap {
  return {
    verb: 'freeze/declare',
    service: parseServiceId(text(sent, HOLD_INPUT.service)),
    environment: parseEnvironmentId(text(sent, HOLD_INPUT.environment)),
    from: { date: text(sent, HOLD_INPUT.fromDate), time: text(sent, HOLD_INPUT.fromTime) },
    to: { date: text(sent, HOLD_INPUT.toDate), time: text(sent, HOLD_INPUT.toTime) },
    reason: text(sent, HOLD_INPUT.reason),
  };
}

function parseGates(verb: 'gates/show' | 'gates/attest' | 'gates/withdraw', sent: Sent): HoldTap | undefined {
  const service = parseServiceId(sent['service']);
  if (service === undefined) return undefined;
  if (verb === 'gates/show') return { verb, service };
  const [chosen, said] =
    verb === 'gates/attest' ? [HOLD_INPUT.items, HOLD_INPUT.note] : [HOLD_INPUT.withdrawn, HOLD_INPUT.withdrawReason];
  const items = text(sent, chosen)
    .split(',')
    .flatMap((id) => parseGateItemId(id.trim()) ?? []);
  return { verb, service, items, link: text(sent, HOLD_INPUT.link), note: text(sent, said) };
}

const MOST_TYPED = 1_000;

function text(sent: Sent, id: string): string {
  const value = Object.hasOwn(sent, id) ? sent[id] : undefined;
  return typeof value === 'string' ? value.slice(0, MOST_TYPED) : '';
}
