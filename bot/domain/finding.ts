import type { ChannelKey, EnvironmentId, RoleId, ServiceId } from './ids.ts';
import type { Drift } from './policy-change.ts';
import type { Instant } from './time.ts';
import type { Gap } from './watch.ts';

/** Why somebody was turned away at a door who may have been meant to come in. */
export type StrangerKind = 'message-tenant' | 'alert-tenant' | 'alert-audience' | 'alert-caller' | 'alert-token';

/** One thing that was tried out, and what came of it. Words for it: bot/cards/words. */
export type Finding =
  | { readonly code: 'store-ready' }
  | { readonly code: 'store-unready' }
  | { readonly code: 'channels-reached'; readonly channels: readonly ChannelKey[] }
  /** `name` is what policy calls it in Teams. */
  | { readonly code: 'channel-unbound'; readonly channel: ChannelKey; readonly name: string }
  | { readonly code: 'channel-closed'; readonly channel: ChannelKey; readonly name: string; readonly because: string }
  | { readonly code: 'teams-silent'; readonly because: string }
  | { readonly code: 'teams-token' }
  | { readonly code: 'roles-filled'; readonly roles: number }
  | { readonly code: 'roles-empty'; readonly roles: readonly RoleId[] }
  | { readonly code: 'groups-read'; readonly groups: number }
  | { readonly code: 'groups-unused' }
  | { readonly code: 'group-empty'; readonly role: RoleId }
  | { readonly code: 'group-unreadable'; readonly role: RoleId; readonly because: string }
  | { readonly code: 'managers-read' }
  | { readonly code: 'managers-unused' }
  /** Policy escalates to managers, and nobody can say who they are. */
  | { readonly code: 'managers-unset' }
  | { readonly code: 'managers-unreadable'; readonly because: string }
  | { readonly code: 'alerts-shut' }
  | { readonly code: 'alerts-open'; readonly last: Instant | undefined }
  | { readonly code: 'alerts-keys-silent' }
  | { readonly code: 'gate-shut' }
  | { readonly code: 'gate-open' }
  | { readonly code: 'posts-delivered' }
  | { readonly code: 'posts-waiting'; readonly posts: number; readonly since: Instant }
  | { readonly code: 'posts-dead'; readonly posts: number; readonly places: readonly string[]; readonly because: string }
  | { readonly code: 'timers-fired' }
  | { readonly code: 'timers-late'; readonly since: Instant }
  | { readonly code: 'policy-current' }
  /** What the present policy would ask instead: nothing else where both lists are empty. */
  | { readonly code: 'policy-earlier'; readonly requests: readonly Drift[] }
  | { readonly code: 'azure-unused' }
  | { readonly code: 'azure-alerts-read' }
  | { readonly code: 'azure-alerts-unreadable'; readonly because: string }
  | { readonly code: 'azure-metrics-read'; readonly targets: number }
  | {
      readonly code: 'azure-metrics-unreadable';
      readonly service: ServiceId;
      readonly environment: EnvironmentId;
      readonly because: Gap;
    }
  /** Policy names nothing in Azure that could be measured. */
  | { readonly code: 'azure-nothing-named' }
  | { readonly code: 'address-reached'; readonly url: string }
  | { readonly code: 'address-unreached'; readonly url: string; readonly because: string }
  | { readonly code: 'turned-away'; readonly who: StrangerKind; readonly at: Instant }
  /** The check itself went wrong; `fault` is the number it was logged under. */
  | { readonly code: 'check-failed'; readonly check: CheckId; readonly fault: string };

export const CHECKS = [
  'store',
  'channels',
  'roles',
  'groups',
  'managers',
  'alerts',
  'gate',
  'posts',
  'timers',
  'policy',
  'azure',
  'address',
  'strangers',
] as const;
export type CheckId = (typeof CHECKS)[number];

/** `off`: it is not set up, which may be meant. */
export type Health = 'good' | 'off' | 'attention' | 'wrong';

const HEALTH = {
  'store-ready': 'good',
  'store-unready': 'wrong',
  'channels-reached': 'good',
  'channel-unbound': 'wrong',
  'channel-closed': 'wrong',
  'teams-silent': 'wrong',
  'teams-token': 'wrong',
  'roles-filled': 'good',
  'roles-empty': 'wrong',
  'groups-read': 'good',
  'groups-unused': 'off',
  'group-empty': 'wrong',
  'group-unreadable': 'wrong',
  'managers-read': 'good',
  'managers-unused': 'off',
  'managers-unset': 'wrong',
  'managers-unreadable': 'wrong',
  'alerts-shut': 'off',
  'alerts-open': 'good',
  'alerts-keys-silent': 'wrong',
  'gate-shut': 'off',
  'gate-open': 'good',
  'posts-delivered': 'good',
  'posts-waiting': 'attention',
  'posts-dead': 'wrong',
  'timers-fired': 'good',
  'timers-late': 'wrong',
  'policy-current': 'good',
  'policy-earlier': 'attention',
  'azure-unused': 'off',
  'azure-alerts-read': 'good',
  'azure-alerts-unreadable': 'wrong',
  'azure-metrics-read': 'good',
  'azure-metrics-unreadable': 'wrong',
  'azure-nothing-named': 'off',
  'address-reached': 'good',
  'address-unreached': 'wrong',
  'turned-away': 'attention',
  'check-failed': 'wrong',
} as const satisfies Record<Finding['code'], Health>;

export const healthOf = ({ code }: Finding): Health => HEALTH[code];
