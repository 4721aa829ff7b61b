import { listOf } from '../domain/fields.ts';
import {
  type DelegationId,
  type PersonId,
  type RoleId,
  type ServiceId,
  parseDelegationId,
  parsePersonId,
  parseRoleId,
  parseServiceId,
} from '../domain/ids.ts';
import { INPUT } from './buttons.ts';
import { type Sent, typed } from './sent.ts';

/** What was chosen on the card of `/delegate`. Days are as the client sends them. */
export type DelegationTap =
  | {
      readonly verb: 'delegation/make';
      readonly taker: PersonId | undefined;
      readonly from: string;
      readonly to: string;
      readonly roles: readonly RoleId[];
      readonly services: readonly ServiceId[];
    }
  | { readonly verb: 'delegation/revoke'; readonly delegation: DelegationId };

/** Anything that no button of a delegation sends is undefined. */
export function parseDelegationTap(verb: unknown, sent: Sent): DelegationTap | undefined {
  if (verb === 'delegation/make') return parseDelegation(sent);
  const delegation = parseDelegationId(sent['delegation']);
  return verb === 'delegation/revoke' && delegation !== undefined ? { verb, delegation } : undefined;
}

const parseDelegation = (sent: Sent): DelegationTap => ({
  verb: 'delegation/make',
  taker: parsePersonId(typed(sent, INPUT.delegateTo)),
  from: typed(sent, INPUT.delegateFrom) ?? '',
  to: typed(sent, INPUT.delegateUntil) ?? '',
  roles: listOf(typed(sent, INPUT.delegateRoles) ?? '').flatMap((id) => parseRoleId(id) ?? []),
  services: listOf(typed(sent, INPUT.delegateServices) ?? '').flatMap((id) => parseServiceId(id) ?? []),
});
