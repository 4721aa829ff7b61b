import { checkSilence, type Silence, type SilenceScope } from '../domain/alert-silence.ts';
import { postsOfSilence } from '../domain/alert-posts.ts';
import type { ChannelKey, GroupId, PersonId, SilenceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { AlertGroups, Silences } from './alert-ports.ts';
import { mayRespond } from './change-alert.ts';
import type { Clock, Directory } from './ports.ts';

/** What somebody wants to be quiet: what a group is about, or what they name. */
export type Quieted =
  { readonly kind: 'group'; readonly group: GroupId } | { readonly kind: 'scope'; readonly scope: SilenceScope };

export interface SilenceAsked {
  readonly by: PersonId;
  readonly what: Quieted;
  readonly until: Instant;
  readonly reason: string;
}

export interface SilenceAlerts {
  readonly begin: (asked: SilenceAsked) => Promise<Result<Silence, Refusal>>;
  /** Ending one that has ended already is no refusal. */
  readonly end: (by: PersonId, id: SilenceId) => Promise<Result<Silence, Refusal>>;
}

export interface SilenceAlertsPorts {
  readonly silences: Silences;
  readonly groups: Pick<AlertGroups, 'find'>;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

const INCIDENTS = 'incidents' as ChannelKey;

/** Silences always have a reason, an owner and an end, and only a responder may make or end one. */
export function createSilenceAlerts(ports: SilenceAlertsPorts): SilenceAlerts {
  const { silences, policy, clock } = ports;
  return {
    begin: async ({ by, what, until, reason }) => {
      const may = await mayRespond(by, ports);
      if (!may.ok) return may;
      const about = await aboutOf(what, ports);
      if (!about.ok) return about;
      const now = clock.now();
      const checked = checkSilence({ scope: about.value.scope, reason, until }, policy.alerts, now);
      if (!checked.ok) return checked;

      const silence: Silence = {
        id: await silences.nextId(),
        ...checked.value,
        by,
        at: now,
        endedAt: undefined,
        endedBy: undefined,
        channel: about.value.channel,
      };
      await silences.save({ silence, wishes: postsOfSilence(silence) });
      return accept(silence);
    },

    end: async (by, id) => {
      const may = await mayRespond(by, ports);
      if (!may.ok) return may;
      const silence = await silences.find(id);
      if (silence === undefined) return refuse({ code: 'unknown-silence' });
      if (silence.endedAt !== undefined) return accept(silence);
      const ended = { ...silence, endedAt: clock.now(), endedBy: by };
      await silences.save({ silence: ended, wishes: postsOfSilence(ended) });
      return accept(ended);
    },
  };
}

interface About {
  readonly scope: SilenceScope;
  readonly channel: ChannelKey;
}

async function aboutOf(what: Quieted, { groups, policy }: SilenceAlertsPorts): Promise<Result<About, Refusal>> {
  if (what.kind === 'group') {
    const group = await groups.find(what.group);
    if (group === undefined) return refuse({ code: 'unknown-alert' });
    const { affects, rule, to } = group;
    const scope = { service: affects?.service, environment: affects?.environment, rule };
    return accept({ scope, channel: to[0] ?? INCIDENTS });
  }
  const { service } = what.scope;
  const own = service === undefined ? undefined : policy.services.get(service)?.channels.get(INCIDENTS);
  return accept({ scope: what.scope, channel: own ?? INCIDENTS });
}
