import type { Activity } from 'botbuilder';
import type { TurnedAway } from '../flows/turned-away.ts';
import { isAllowedService } from './hosts.ts';
import type { createSdk } from './sdk.ts';
import { parseVisit, type Visit } from './visit.ts';

type Authenticate = ReturnType<typeof createSdk>['authenticate'];

export interface Admitted {
  readonly kind: 'admitted';
  readonly visit: Visit;
  readonly activity: Activity;
}

/** Turned away with this status and not a word. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 503;
}

export interface DoorPorts {
  readonly authenticate: Authenticate;
  readonly hosts: readonly string[];
  /** The only organisation whose people may come in; undefined while nobody is authenticated. */
  readonly tenant: string | undefined;
  /** Told of somebody of another organisation. */
  readonly turnedAway: Pick<TurnedAway, 'note'>;
}

/**
 * Lets in what Teams sent for people of this organisation, before anything of it is used. Other channels of the Bot
 * Framework (Direct Line, Web Chat) are turned away although their tokens are good: there the sender writes
 * `from.aadObjectId`, here Teams does.
 */
export function createDoor({ authenticate, hosts, tenant, turnedAway }: DoorPorts) {
  return async (body: unknown, authorization: string): Promise<Admitted | Refused> => {
    const visit = parseVisit(body);
    if (visit === undefined) return refused(400);
    if (visit.channelId !== 'msteams') return refused(403);
    // parseVisit has looked at every part that the SDK relies on.
    const activity = body as Activity;
    try {
      await authenticate(activity, authorization);
      if (!isOfTenant(visit, tenant)) {
        turnedAway.note('message-tenant');
        return refused(403);
      }
      return isAllowedService(visit.serviceUrl, hosts) ? { kind: 'admitted', visit, activity } : refused(403);
    } catch (error) {
      return refused(isKeyTrouble(error) ? 503 : 401);
    }
  };
}

const refused = (status: Refused['status']): Refused => ({ kind: 'refused', status });

/** The SDK checks no tenant: people of another organisation can reach the bot with tokens that are good. */
const isOfTenant = ({ tenants }: Visit, tenant: string | undefined): boolean =>
  tenant === undefined || (tenants.length > 0 && tenants.every((named) => named === tenant.toLowerCase()));

/** While Teams' keys cannot be fetched, nobody can be told apart; that passes, so Teams may try again. */
function isKeyTrouble(error: unknown): boolean {
  const { statusCode, name } = error as { readonly statusCode?: unknown; readonly name?: unknown };
  return statusCode === 500 || name === 'FetchError';
}
