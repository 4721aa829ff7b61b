import { NO_HOLDS } from '../domain/clearance.ts';
import { owesCompletion } from '../domain/emergency.ts';
import type { Versions, RuleFacts } from '../domain/rules.ts';
import { LIVE } from '../domain/request.ts';
import { parseEnvironmentId, parseServiceId, type PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Calendar, ClockIn } from '../domain/time.ts';
import type { Directory, Draft, Requests } from './ports.ts';
import type { ReadHolds } from './read-holds.ts';
import type { Roster } from './roster.ts';

export interface GatherFactsPorts {
  readonly requests: Pick<Requests, 'list' | 'find'>;
  readonly directory: Pick<Directory, 'holders'>;
  readonly roster: Pick<Roster, 'names'>;
  readonly readHolds: ReadHolds;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly clockIn: ClockIn;
  readonly versions: Versions;
}

/** What the rules need to know about the world, for one draft. */
export type GatherFacts = (draft: Pick<Draft, 'owner' | 'answers' | 'editing' | 'pull' | 'zone'>) => Promise<RuleFacts>;

export function createGatherFacts(ports: GatherFactsPorts): GatherFacts {
  const { requests, directory, roster, readHolds, policy, calendar, clockIn, versions } = ports;
  return async ({ owner, answers, editing, pull, zone }) => {
    const service = parseServiceId(answers.service);
    const environment = parseEnvironmentId(answers.environment);
    const target = service === undefined || environment === undefined ? undefined : { service, environment };
    const [names, holders, holds, live, deployed, ended] = await Promise.all([
      roster.names(),
      directory.holders(),
      target === undefined ? NO_HOLDS : readHolds(target),
      target === undefined ? [] : requests.list({ ...target, states: LIVE }),
      target === undefined ? [] : requests.list({ ...target, states: ['deployed', 'complete'], most: 1 }),
      target === undefined ? [] : requests.list({ ...target, states: ['deployed', 'complete', 'rolled-back'], most: 1 }),
    ]);
    const edited = editing === undefined ? undefined : (await requests.find(editing.request))?.request;
    return {
      ...(edited !== undefined && owesCompletion(edited) ? { begun: edited.plan } : {}),
      policy,
      calendar,
      wall: clockIn(zone),
      versions,
      holders,
      requester: owner,
      editing: editing?.request,
      ...(pull?.kind === 'read' ? { pull: pull.pull } : {}),
      holds,
      people: new Set<PersonId>([...names.keys(), ...[...holders.values()].flat(), ...policy.logins.values()]),
      history: { isFirst: deployed.length === 0, lastFailed: ended[0]?.state === 'rolled-back' },
      others: live.map(({ id, plan }) => ({ id, ...pick(plan), window: plan.window })),
      running: deployed.map(({ plan }) => pick(plan)),
    };
  };
}

const pick = ({ service, environment, version }: RuleFacts['running'][number]) => ({ service, environment, version });
