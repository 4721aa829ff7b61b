import { commandGroup, type AlertCommand } from '../domain/alert-command.ts';
import type { AlertGroup } from '../domain/alert-group.ts';
import { isUrgent } from '../domain/alert-look.ts';
import { escalationRoles } from '../domain/levels.ts';
import { postsOfGroup } from '../domain/alert-posts.ts';
import type { Alert } from '../domain/alert.ts';
import type { AlertId, GroupId, PersonId, RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { AlertGroups } from './alert-ports.ts';
import type { Clock, Directory } from './ports.ts';

/** Something a person asks of a group of alerts. */
export type ChangeAlert = (id: GroupId, command: AlertCommand) => Promise<Result<AlertGroup, Refusal>>;

export interface ChangeAlertPorts {
  readonly groups: Pick<AlertGroups, 'find' | 'save' | 'alertsOf'>;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Takes alerts out of the record of a request. */
  readonly unlinkAlerts: (request: RequestId, by: PersonId, alerts: readonly AlertId[]) => Promise<{ readonly ok: boolean }>;
}

const ATTEMPTS = 8;
const MOST_ALERTS = 5_000;

/** Acknowledging and taking over is anybody's; what hides something from others asks for a responder's role. */
export function createChangeAlert(ports: ChangeAlertPorts): ChangeAlert {
  return async (id, command) => {
    if (command.kind === 'close' || command.kind === 'detach') {
      const may = await mayRespond(command.by, ports);
      if (!may.ok) return may;
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await ports.groups.find(id);
      if (before === undefined) return refuse({ code: 'unknown-alert' });
      const done = commandGroup(before, command, ports.policy.alerts, ports.clock.now());
      if (!done.ok || done.value === before) return done;
      const group = { ...done.value, revision: before.revision + 1 };
      if (await save(before, group, command.by, ports)) return accept(group);
    }
    return refuse({ code: 'busy' });
  };
}

/** Holders of a deployment role, and those on the escalation path. */
export async function mayRespond(
  by: PersonId,
  { directory, policy }: Pick<ChangeAlertPorts, 'directory' | 'policy'>,
): Promise<Result<undefined, Refusal>> {
  const held = await directory.rolesOf(by, [...policy.deployers, ...escalationRoles(policy)]);
  if (!held.ok) return held;
  return held.value.size > 0 ? accept(undefined) : refuse({ code: 'not-responder' });
}

async function save(before: AlertGroup, group: AlertGroup, by: PersonId, ports: ChangeAlertPorts): Promise<boolean> {
  const left = before.request === group.request ? undefined : before.request;
  const freed = left === undefined ? [] : await freedFrom(left, group, ports);
  const known = new Set(postsOfGroup(before).map((wish) => JSON.stringify(wish)));
  const wishes = postsOfGroup(group).filter((wish) => !known.has(JSON.stringify(wish)));
  const change = { group, wishes, isStale: true, isUrgent: isUrgent(group), due: ports.clock.now() };
  if ((await ports.groups.save(change, freed)) === 'conflict') return false;
  if (left !== undefined) {
    await ports.unlinkAlerts(
      left,
      by,
      freed.map(({ id }) => id),
    );
  }
  return true;
}

async function freedFrom(request: RequestId, { id }: AlertGroup, { groups }: ChangeAlertPorts): Promise<readonly Alert[]> {
  const alerts = await groups.alertsOf(id, MOST_ALERTS);
  return alerts
    .filter((alert) => alert.request === request)
    .map((alert) => ({ ...alert, request: undefined, suspicion: undefined }));
}
