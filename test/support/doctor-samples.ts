import { doctorCard } from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { Finding } from '../../bot/domain/finding.ts';
import type { ChannelKey } from '../../bot/domain/ids.ts';
import type { Samples } from './given-context.ts';
import { later, pendingRequest, role } from './given.ts';

const ALL_WELL: readonly Finding[] = [
  { code: 'store-ready' },
  { code: 'channels-reached', channels: ['deployments', 'approvals', 'incidents'] as ChannelKey[] },
  { code: 'roles-filled', roles: 15 },
  { code: 'groups-unused' },
  { code: 'managers-read' },
  { code: 'managers-unused' },
  { code: 'alerts-open', last: later(-300) },
  { code: 'gate-open' },
  { code: 'posts-delivered' },
  { code: 'timers-fired' },
  { code: 'policy-current' },
];

const FINDINGS: readonly Finding[] = [
  { code: 'store-ready' },
  { code: 'channels-reached', channels: ['deployments', 'approvals'] as ChannelKey[] },
  { code: 'channel-unbound', channel: 'incidents' as ChannelKey, name: 'production-incidents' },
  { code: 'group-unreadable', role: role('cto'), because: 'Graph answered 403 Authorization_RequestDenied' },
  { code: 'managers-unset' },
  { code: 'managers-unreadable', because: 'Graph answered 403 Authorization_RequestDenied' },
  { code: 'alerts-shut' },
  { code: 'gate-shut' },
  { code: 'posts-dead', posts: 3, places: ['channel:approvals', 'thread:DEP-1042'], because: 'forbidden' },
  { code: 'timers-fired' },
  {
    code: 'policy-earlier',
    requests: [{ request: pendingRequest().id, added: [[role('security-officer')]], dropped: [], gone: [] }],
  },
];

/** What an operator is told, with trouble and without. */
export function* doctorSamples(context: Context): Samples {
  yield ['doctor', doctorCard(FINDINGS, context)];
  yield ['doctor, all well', doctorCard(ALL_WELL, context)];
}
