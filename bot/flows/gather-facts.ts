import { NO_HOLDS } from '../domain/clearance.ts';
import { owesCompletion } from '../domain/emergency.ts';
import type { Versions, RuleFacts } from '../domain/rules.ts';
import { LIVE } from '../domain/request.ts';
import { parseEnvironmentId, parseServiceId, type PersonId } from '../domain/ids.ts';
import type { Target } from '../domain/freeze.ts';
import type { Policy } from '../domain/policy.ts';
import { instant, type Calendar, type ClockIn, type Span } from '../domain/time.ts';
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
    const around = aroundDay(answers.date);
    const [names, holders, holds, { deployed, ended }, planned] = await Promise.all([
      roster.names(),
      directory.holders(),
      target === undefined ? undefined : readHolds(target),
      target === undefined ? { deployed: [], ended: [] } : lastOf(target, requests),
      around === undefined ? [] : requests.list({ states: LIVE, during: around, most: MOST_PLANNED }),
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
      holds: holds ?? NO_HOLDS,
      people: new Set<PersonId>([...names.keys(), ...[...holders.values()].flat(), ...policy.logins.values()]),
      history: { isFirst: deployed.length === 0, lastFailed: ended[0]?.state === 'rolled-back' },
      others: target === undefined ? [] : (holds?.others ?? []).map((other) => ({ ...target, ...other })),
      planned,
      running: deployed.map(({ plan }) => pick(plan)),
    };
  };
}

/** What runs on a target, and how its last deployment ended; one question unless that one went back. */
async function lastOf(target: Target, { list }: Pick<Requests, 'list'>) {
  const ended = await list({ ...target, states: ['deployed', 'complete', 'rolled-back'], most: 1 });
  if (ended[0]?.state !== 'rolled-back') return { deployed: ended, ended };
  return { deployed: await list({ ...target, states: ['deployed', 'complete'], most: 1 }), ended };
}

/** More than an organisation deploys in three days. */
const MOST_PLANNED = 200;
const DAY_MS = 86_400_000;

/** A day as a form has it, with the days beside it, so that it is all in there whatever the zone. */
function aroundDay(date = ''): Span | undefined {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(midnight)) return undefined;
  return { start: instant(midnight - DAY_MS), end: instant(midnight + 2 * DAY_MS) };
}

const pick = ({ service, environment, version }: RuleFacts['running'][number]) => ({ service, environment, version });
