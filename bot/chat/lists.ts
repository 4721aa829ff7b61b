import { listCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { parseServiceId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { LIVE, type DeployRequest } from '../domain/request.ts';
import { accept, type Result } from '../domain/result.ts';
import { standing } from '../domain/standing.ts';
import type { Person, RequestFilter } from '../flows/ports.ts';
import type { ChatPorts } from './ports.ts';

type ListPorts = Pick<ChatPorts, 'requests' | 'directory'>;

/** As many as fit on a card that is still read on a phone. */
const MOST = 10;

/** Requests on their way, newest first; of one service, also those that have ended. */
export async function statusList(typed: string | undefined, context: Context, ports: ListPorts): Promise<CardMessage> {
  const service = parseServiceId(typed?.toLowerCase());
  const filter: RequestFilter = service === undefined ? { states: LIVE, most: MOST } : { service, most: MOST };
  const known = typed === undefined || (service !== undefined && context.policy.services.has(service));
  return listCard('status', known ? await ports.requests.list(filter) : [], context);
}

/** Requests that wait for a vote this person could give; refused when nobody can say which those are. */
export async function pendingList(by: Person, context: Context, ports: ListPorts): Promise<Result<CardMessage, Refusal>> {
  const waiting = await ports.requests.list({ states: ['pending'] });
  const asked = new Set(waiting.flatMap(({ requirements }) => requirements.flatMap(({ anyOf }) => anyOf)));
  const held = await ports.directory.rolesOf(by.id, [...asked]);
  if (!held.ok) return held;
  const waitsForThem = (request: DeployRequest) =>
    request.requester !== by.id &&
    !request.votes.some((vote) => vote.by === by.id) &&
    standing(request.requirements, request.votes).lines.some(
      ({ requirement, filledBy }) => filledBy === undefined && requirement.anyOf.some((role) => held.value.has(role)),
    );
  return accept(listCard('pending', waiting.filter(waitsForThem).slice(0, MOST), context));
}
