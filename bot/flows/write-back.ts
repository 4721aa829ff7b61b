import type { AlertGroup } from '../domain/alert-group.ts';
import { isUrgent } from '../domain/alert-look.ts';
import type { Alert } from '../domain/alert.ts';
import { retryAt } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import { plusMinutes } from '../domain/time.ts';
import type { AlertGroups, AzureAlerts } from './alert-ports.ts';
import type { Chance, Clock, Log } from './ports.ts';

export interface WriteBackPorts {
  readonly groups: Pick<AlertGroups, 'owed' | 'alertsOf' | 'find' | 'save'>;
  readonly azure: Pick<AzureAlerts, 'changeState'>;
  /** How a person is called in Azure's history. */
  readonly nameOf: (person: PersonId) => Promise<string>;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'fraction'>;
  readonly log: Pick<Log, 'warn'>;
}

const MOST_ALERTS = 300;

/**
 * Tells Azure of what people acknowledged and closed, with their names, until it has taken it; whether it has, the card
 * shows. Gives how many groups were tried.
 */
export function createWriteBack(ports: WriteBackPorts): () => Promise<number> {
  return async () => {
    const owed = await ports.groups.owed(ports.clock.now());
    for (const group of owed) {
      const taken = await take(group, ports);
      if (taken !== undefined) await settle(taken, await attempt(taken, ports), ports);
    }
    return owed.length;
  };
}

/** Undefined when somebody else has it in hand. Whoever took it and died leaves it to others after this long. */
const LEASE_MINUTES = 1;

async function take(group: AlertGroup, { groups, clock }: WriteBackPorts): Promise<AlertGroup | undefined> {
  if (group.azure === undefined) return undefined;
  const now = clock.now();
  const azure = { ...group.azure, after: plusMinutes(now, LEASE_MINUTES) };
  const taken = { ...group, revision: group.revision + 1, azure };
  const saved = await groups.save({ group: taken, wishes: [], isStale: false, isUrgent: false, due: now }, []);
  return saved === 'saved' ? taken : undefined;
}

async function attempt(group: AlertGroup, { groups, azure, nameOf, log }: WriteBackPorts): Promise<'written' | 'failed'> {
  if (group.azure === undefined) return 'written';
  const { wanted, by } = group.azure;
  try {
    const comment = `${await nameOf(by)} (${group.id})`;
    for (const { id } of (await groups.alertsOf(group.id, MOST_ALERTS)).filter(isAzures)) {
      await azure.changeState(id, wanted, comment);
    }
    return 'written';
  } catch (error) {
    log.warn({ group: group.id, err: error }, 'Azure could not be told of an alert; it will be tried again');
    return 'failed';
  }
}

/** A body without an id of its own is nothing that Azure could find. */
const isAzures = ({ id }: Alert): boolean => id.startsWith('/subscriptions/');

/** Somebody may have changed the group meanwhile: what they want of Azure now is another matter. */
async function settle(tried: AlertGroup, state: 'written' | 'failed', ports: WriteBackPorts): Promise<void> {
  const now = ports.clock.now();
  const group = await ports.groups.find(tried.id);
  if (group?.azure === undefined || group.azure.wanted !== tried.azure?.wanted) return;
  const tries = state === 'failed' ? group.azure.tries + 1 : 0;
  const after = state === 'failed' ? retryAt(tries, 0, ports.chance.fraction(), now) : undefined;
  const changed = { ...group, revision: group.revision + 1, azure: { ...group.azure, state, tries, after } };
  await ports.groups.save({ group: changed, wishes: [], isStale: true, isUrgent: isUrgent(group), due: now }, []);
}
