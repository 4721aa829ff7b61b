import type { AlertGroups, AzureAlerts } from './alert-ports.ts';
import { createCatchUp } from './catch-up.ts';
import type { Alerts, Chance, Clock, Count, Log } from './ports.ts';
import type { Roster } from './roster.ts';
import { createWriteBack } from './write-back.ts';

export interface TellAzurePorts {
  readonly store: { readonly alerts: Alerts; readonly alertGroups: AlertGroups };
  readonly roster: Pick<Roster, 'names'>;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'fraction'>;
  readonly log: Pick<Log, 'warn'>;
  readonly count: Count;
}

/** Keeps Azure's record of alerts and ours the same: fetches what was missed, then writes back what people did. */
export function createTellAzure(azure: AzureAlerts, { store, roster, ...ports }: TellAzurePorts): () => Promise<number> {
  const nameOf: Parameters<typeof createWriteBack>[0]['nameOf'] = async (person) =>
    (await roster.names()).get(person) ?? person;
  const catchUp = createCatchUp({ alerts: store.alerts, azure, ...ports });
  const writeBack = createWriteBack({ groups: store.alertGroups, azure, nameOf, ...ports });
  return async () => (await catchUp()) + (await writeBack());
}
