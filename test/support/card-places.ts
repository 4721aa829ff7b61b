import assert from 'node:assert/strict';
import type { Policy } from '../../bot/domain/policy.ts';
import { placeKey, postsOf, type Wish } from '../../bot/domain/posts.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Requirement } from '../../bot/domain/requirements.ts';
import { channel, NAMES, PAYMENTS, policyLike, role } from './given.ts';

const firstName = (id: string) =>
  [...NAMES]
    .find(([one]) => one === id)?.[1]
    .split(' ')[0]
    ?.toLowerCase() ?? id;
/** `view @ place`, as a person would point at it. */
export const pointed = (wishes: readonly Wish[]) =>
  wishes.map(({ view, place }) => {
    if (place.kind === 'thread') return `${view} @ ${place.of === 'DEP-1042' ? 'thread' : place.of}`;
    if (place.kind === 'person') return `${view} @ ${firstName(place.id)}`;
    return `${view} @ ${placeKey(place).replace(/^channel:/, '#')}`;
  });
export const posts = (request: DeployRequest, policy: Policy = policyLike()) => pointed(postsOf(request, policy));
/** What a request has somewhere beside the cards that every one has. */
export const besides = (request: DeployRequest, policy: Policy = policyLike()) =>
  posts(request, policy).filter((post) => !ALWAYS.includes(post));
export const ALWAYS = ['request @ alex', 'root @ #deployments', 'approval-1 @ #approvals'];

export const withChannel = (id: string, key: string): Policy => {
  const policy = policyLike();
  const known = policy.roles.get(role(id)) ?? assert.fail();
  return { ...policy, roles: new Map([...policy.roles, [known.id, { ...known, channel: channel(key) }]]) };
};
export const ownChannels = (): Policy => {
  const policy = policyLike();
  const known = policy.services.get(PAYMENTS) ?? assert.fail();
  const channels = new Map(['deployments', 'approvals', 'incidents'].map((key) => [channel(key), channel(`pay-${key}`)]));
  return { ...policy, services: new Map([[PAYMENTS, { ...known, channels }]]) };
};
/** DBA and Tech Lead first, then the CTO. */
export const PHASED: readonly Requirement[] = [
  ['early', 'dba'],
  ['early', 'tech-lead'],
  ['late', 'cto'],
].map(([phase = '', id = '']) => ({
  anyOf: [role(id)],
  phase,
  because: { kind: 'change-type', changeType: 'database-schema' },
  checklists: [],
}));
