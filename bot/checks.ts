import type { CheckId } from './domain/finding.ts';
import { checkAzure } from './flows/checks/azure.ts';
import { checkAddress, checkAlerts, checkGate, checkStrangers } from './flows/checks/doors.ts';
import { checkGroups, checkManagers, checkRoles } from './flows/checks/people.ts';
import { checkPlaces } from './flows/checks/places.ts';
import { checkPolicy, checkPosts, checkTimers } from './flows/checks/work.ts';
import type { Check } from './flows/examine.ts';
import type { Directory, Reach } from './flows/ports.ts';
import type { TurnedAway } from './flows/turned-away.ts';
import { alertKeysAnswer } from './http/alert-door.ts';
import type { SignoffParts } from './parts.ts';

/** What `/doctor` tries out. */
export function checksOf(
  { config, apiTokens, policy, store, groups, managers, azureAlerts, gauge, clock }: SignoffParts,
  directory: Directory,
  reach: Reach,
  turnedAway: TurnedAway,
): Readonly<Record<CheckId, Check>> {
  const { entra, token } = config.alerts;
  const unlocked = config.bot.kind === 'off';
  return {
    store: async () => [{ code: (await store.isReady()) ? 'store-ready' : 'store-unready' }],
    channels: checkPlaces({ policy, bindings: store.bindings, reach }),
    roles: checkRoles(policy, directory),
    groups: checkGroups(policy, groups),
    managers: checkManagers(policy, managers, directory),
    alerts: checkAlerts({
      lock: entra !== undefined ? 'entra' : token !== undefined ? 'token' : unlocked ? 'open' : 'none',
      keysAnswer: () => (entra === undefined ? Promise.resolve(true) : alertKeysAnswer(entra.tenantId, fetch)),
      alerts: store.alerts,
    }),
    gate: checkGate(unlocked || apiTokens.length > 0 ? 'open' : 'shut'),
    posts: checkPosts(store.posts, clock),
    timers: checkTimers(store.timers, clock),
    policy: checkPolicy(policy, store.requests),
    azure: checkAzure({ azureAlerts, gauge, policy, clock }),
    address: checkAddress(config.publicUrl, fetch),
    strangers: checkStrangers(turnedAway, clock),
  };
}
