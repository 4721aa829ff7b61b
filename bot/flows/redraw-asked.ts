import { askedFor, type AskedFacts } from '../domain/asked.ts';
import { isInForce } from '../domain/delegation.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Instant } from '../domain/time.ts';
import type { AskNewcomersPorts } from './ask-alone.ts';
import type { Posts } from './ports.ts';

export type RedrawAskedPorts = Omit<AskNewcomersPorts, 'posts'> & { readonly posts: Pick<Posts, 'redraw'> };

/** More than an organisation has under way. */
const MOST = 500;

/**
 * Has the cards drawn anew on which somebody else is asked than at the last look: a deputy or a delegate has come or gone,
 * or a role has other holders. Nothing is read as long as none of that has changed anywhere.
 */
export function createRedrawAsked(ports: RedrawAskedPorts): () => Promise<void> {
  const { requests, posts, directory, standIns, policy, clock } = ports;
  let before: Look | undefined;
  return async () => {
    const now = clock.now();
    const [holders, absence] = await Promise.all([directory.holders(), standIns.absence()]);
    const after: Look = { facts: { policy, holders, absence }, now, known: knownOf({ holders, absence }, now) };
    const last = before ?? after;
    if (last.known !== after.known) {
      for (const request of await requests.list({ states: ['pending'], most: MOST })) {
        if (askedIn(request, last) === askedIn(request, after)) continue;
        await posts.redraw({ kind: 'request', id: request.id }, `approval-${request.opened.length}`, now);
      }
    }
    before = after;
  };
}

interface Look {
  readonly facts: AskedFacts;
  readonly now: Instant;
  /** The same for as long as nobody else can be asked. */
  readonly known: string;
}

const knownOf = ({ holders, absence }: Pick<AskedFacts, 'holders' | 'absence'>, now: Instant): string =>
  JSON.stringify([
    [...holders],
    [...absence.away].toSorted(),
    absence.delegations.filter((one) => isInForce(one, now)).map(({ id }) => id),
  ]);

/** Whom the turn of the phase asks, as its card names them. */
const askedIn = (request: DeployRequest, { facts, now }: Look): string =>
  JSON.stringify(request.requirements.map(({ anyOf }) => askedFor(anyOf, request, facts, now)));
