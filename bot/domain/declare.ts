import { approvalOf } from './approval.ts';
import { owedAtOnce, type Emergency, type Voice } from './emergency.ts';
import type { ChangeTypeId, EnvironmentId, PersonId, RequestId, RoleId, ServiceId } from './ids.ts';
import { completePlan, type Plan } from './plan.ts';
import type { Policy, RoleChoice } from './policy.ts';
import type { PeopleRefusal } from './refusal.ts';
import type { RequestEvent } from './request.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Versions } from './rules.ts';
import { termsFor } from './terms.ts';
import { minutesBetween, plusMinutes, type Instant } from './time.ts';

/** What somebody says who declares an emergency; undefined is what they left out, or what cannot be read. */
export interface Declaration {
  readonly service: ServiceId | undefined;
  readonly environment: EnvironmentId | undefined;
  readonly version: string;
  readonly changeType: ChangeTypeId | undefined;
  readonly reason: string;
  readonly rollback: string;
  /** In the order of policy's `expedited.voices`. */
  readonly voices: readonly { readonly by: PersonId | undefined; readonly at: Instant | undefined }[];
  readonly heardBy: PersonId | undefined;
  readonly onCall: PersonId | undefined;
}

export interface DeclarationFacts {
  readonly policy: Policy;
  readonly versions: Versions;
  /** Who holds which role at this moment, of those who are named. */
  readonly holds: (person: PersonId, role: RoleId) => boolean;
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  /** A request on its way for the same version, where there is one. */
  readonly twin: RequestId | undefined;
}

/** A voice is written down within a day, or it was something else. */
const MOST_MINUTES_AGO = 24 * 60;
/** Assumed until the request is completed. */
const ROLLBACK_MINUTES = 30;

type Declared = Omit<Declaration, 'service' | 'environment' | 'changeType' | 'voices' | 'heardBy' | 'onCall'> & {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly changeType: ChangeTypeId;
  readonly heardBy: PersonId;
  readonly onCall: PersonId;
  readonly voices: readonly { readonly by: PersonId; readonly at: Instant }[];
};

/**
 * An emergency as seeds/002 has it: a kind of change that policy lets be expedited, approved by voice by people who hold
 * the roles, heard by somebody else, with a way back. One tap is asked before it starts: that it is safe.
 */
export function decideDeclaration(
  id: RequestId,
  by: PersonId,
  declaration: Declaration,
  facts: DeclarationFacts,
  now: Instant,
): Result<readonly RequestEvent[], PeopleRefusal> {
  const declared = wholeOf(declaration);
  if (declared === undefined) return refuse({ code: 'emergency-incomplete' });
  const problem = problemWith(by, declared, facts, now);
  if (problem !== undefined) return refuse(problem);
  const voices = voicesOf(declared, facts);
  if (!voices.ok) return voices;
  const unverified = facts.policy.expedited.verify.find((roles) => !hasAnother(roles, by, facts));
  if (unverified !== undefined) return refuse({ code: 'nobody-verifies', roles: unverified });

  const { policy } = facts;
  const emergency: Emergency = { reason: declared.reason.trim(), heardBy: declared.heardBy, voices: voices.value };
  const plan = outlineOf(declared, emergency, policy, now);
  const terms = termsFor(
    policy.expedited.verify.map((anyOf) => ({
      anyOf,
      because: { kind: 'change-type', changeType: declared.changeType },
      checklists: [],
    })),
    policy,
  );
  return accept([
    { kind: 'submitted', id, by, plan, risk: { level: 'critical', reasons: [] }, ...terms, emergency, at: now },
    ...approvalOf({ plan, requirements: terms.requirements, votes: [], opened: [] }, now),
    ...owedAtOnce(by, emergency, policy.expedited, now),
  ]);
}

function wholeOf(declaration: Declaration): Declared | undefined {
  const { service, environment, changeType, heardBy, onCall, version, reason, rollback } = declaration;
  const voices = declaration.voices.flatMap(({ by, at }) => (by === undefined || at === undefined ? [] : [{ by, at }]));
  if (service === undefined || environment === undefined || changeType === undefined) return undefined;
  if (heardBy === undefined || onCall === undefined || voices.length < declaration.voices.length) return undefined;
  if (version.trim() === '' || reason.trim() === '' || rollback.trim() === '') return undefined;
  return { service, environment, changeType, heardBy, onCall, version: version.trim(), reason, rollback, voices };
}

function problemWith(by: PersonId, declared: Declared, facts: DeclarationFacts, now: Instant): PeopleRefusal | undefined {
  const { policy, versions, twin } = facts;
  const speakers = declared.voices.map((voice) => voice.by);
  if (!versions.isVersion(declared.version)) return { code: 'emergency-version' };
  if (policy.changeTypes.get(declared.changeType)?.expedited !== true) return { code: 'not-expedited' };
  if (policy.environments.get(declared.environment)?.rules !== 'full') return { code: 'no-emergency-there' };
  if (twin !== undefined) return { code: 'emergency-twin', by: twin };
  if (speakers.includes(by)) return { code: 'own-voice' };
  if (new Set(speakers).size < speakers.length) return { code: 'voice-twice' };
  if (speakers.includes(declared.heardBy)) return { code: 'heard-by-speaker' };
  if (declared.voices.some(({ at }) => at > now || minutesBetween(at, now) > MOST_MINUTES_AGO)) return { code: 'voice-when' };
  return undefined;
}

/** What each voice of policy was given as: the first of its roles that the speaker holds. */
function voicesOf(
  declared: Declared,
  { policy, holds }: Pick<DeclarationFacts, 'policy' | 'holds'>,
): Result<readonly Voice[], PeopleRefusal> {
  const voices: Voice[] = [];
  for (const [n, roles] of policy.expedited.voices.entries()) {
    const said = declared.voices[n];
    const as = said && roles.find((role) => holds(said.by, role));
    if (said === undefined || as === undefined) return refuse({ code: 'voice-not-held', roles });
    voices.push({ ...said, as, answer: undefined });
  }
  return accept(voices);
}

const hasAnother = (roles: RoleChoice, than: PersonId, { holders }: Pick<DeclarationFacts, 'holders'>): boolean =>
  roles.some((role) => holders.get(role)?.some((person) => person !== than));

/** As much of a plan as an emergency says; the rest is owed. Whoever approved by voice is the manager on call. */
function outlineOf(declared: Declared, { reason, heardBy, voices }: Emergency, { expedited }: Policy, now: Instant): Plan {
  const { service, environment, version, changeType, rollback, onCall } = declared;
  const said: Partial<Plan> = {
    service,
    environment,
    version,
    changeTypes: [changeType],
    title: firstLine(reason),
    summary: reason,
    riskLevel: 'critical',
    rollbackSteps: rollback.split(/\r?\n/).filter((line) => line.trim() !== ''),
    rollbackMinutes: ROLLBACK_MINUTES,
    steps: [version],
    duration: expedited.windowMinutes,
    window: { start: now, end: plusMinutes(now, expedited.windowMinutes) },
    onCallEngineer: onCall,
    backupEngineer: heardBy,
    managerOnCall: voices.at(-1)?.by ?? heardBy,
  };
  return completePlan(said as Plan);
}

const MOST_TITLE = 80;
const firstLine = (text: string): string => text.replace(/\r?\n[^]*/, '').slice(0, MOST_TITLE);
