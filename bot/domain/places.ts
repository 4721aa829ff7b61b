import {
  type ChannelKey,
  type GroupId,
  type PersonId,
  type RequestId,
  type ServiceId,
  type StormId,
  parsePersonId,
} from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import type { Requirement } from './requirements.ts';

/** Where cards belong. */

/** Where a card belongs. A thread is the one under a request's root in the deployments channel, or under the card of an alert group or a storm. */
export type Place =
  | { readonly kind: 'channel'; readonly key: ChannelKey }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'thread'; readonly of: RequestId | GroupId | StormId };

export type PlaceKey = `channel:${ChannelKey}` | `person:${PersonId}` | `thread:${RequestId | GroupId | StormId}`;

export const DEPLOYMENTS = 'deployments' as ChannelKey;
const APPROVALS = 'approvals' as ChannelKey;
export const INCIDENTS = 'incidents' as ChannelKey;

/** The deployments channel, or the one that a service has instead. */
export function deploymentsOf(service: ServiceId | undefined, { services }: Policy): Place {
  const own = service === undefined ? undefined : services.get(service)?.channels.get(DEPLOYMENTS);
  return { kind: 'channel', key: own ?? DEPLOYMENTS };
}

/** Where a requirement is asked: in the channel of its role, else in the approvals channel, which a service may have of its own. */
export function approvalPlace({ anyOf }: Requirement, request: Pick<DeployRequest, 'plan'>, policy: Policy): Place {
  const own = anyOf.map((role) => policy.roles.get(role)?.channel).find((key) => key !== undefined);
  return own === undefined ? channelOf(APPROVALS, request, policy) : { kind: 'channel', key: own };
}

/** The channel for these posts, which a service may send elsewhere. */
export const channelOf = (key: ChannelKey, { plan }: Pick<DeployRequest, 'plan'>, policy: Policy): Place => ({
  kind: 'channel',
  key: policy.services.get(plan.service)?.channels.get(key) ?? key,
});

/** Whose own chat a place is; undefined for one that others read too. */
export const personOf = (place: PlaceKey): PersonId | undefined =>
  place.startsWith('person:') ? parsePersonId(place.slice('person:'.length)) : undefined;

/** How a place is written in a row. */
export function placeKey(place: Place): PlaceKey {
  switch (place.kind) {
    case 'channel':
      return `channel:${place.key}`;
    case 'person':
      return `person:${place.id}`;
    case 'thread':
      return `thread:${place.of}`;
  }
}
