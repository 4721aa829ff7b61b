import { parseServiceId, type ChannelKey } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';

/** What Teams calls the channel for these posts of a service; of the policy's own when no such service is known. */
export function channelName(key: 'approvals' | 'deployments', service: string | undefined, policy: Policy): string {
  const id = parseServiceId(service);
  const usual = key as ChannelKey;
  const own = (id === undefined ? undefined : policy.services.get(id)?.channels.get(usual)) ?? usual;
  return policy.channels.get(own) ?? own;
}
