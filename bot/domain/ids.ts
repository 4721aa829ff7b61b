/** A string that was checked once, at the edge, and can be trusted from then on. */
type Checked<Name extends string> = string & { readonly __checked: Name };

/** `DEP-1042`: how people and pipelines name a request. */
export type RequestId = Checked<'RequestId'>;
/** An Entra object id, lower case. */
export type PersonId = Checked<'PersonId'>;
/** The object id of an Entra group, lower case. */
export type EntraGroupId = Checked<'EntraGroupId'>;
/** `pipeline:payments-ci`: a pipeline by the name of its token. */
export type PipelineId = Checked<'PipelineId'>;
/** Whoever did something to a deployment: `watch` is Signoff itself, when the numbers say so. */
export type Doer = PersonId | PipelineId | 'watch';
export type RoleId = Checked<'RoleId'>;
export type ServiceId = Checked<'ServiceId'>;
export type EnvironmentId = Checked<'EnvironmentId'>;
export type ChangeTypeId = Checked<'ChangeTypeId'>;
/** A place that policy names (`deployments`, `approvals`, `incidents`, …) and `/route` binds to a conversation. */
export type ChannelKey = Checked<'ChannelKey'>;
export type DraftId = Checked<'DraftId'>;
export type DelegationId = Checked<'DelegationId'>;
/** Whose, and of which local day: `<person>/2026-11-23`. */
export type DigestId = Checked<'DigestId'>;
/** The Azure resource id of one alert instance, lower case, or a digest of a body that has none. */
export type AlertId = Checked<'AlertId'>;
/** `FRZ-3` for a freeze that somebody declared; `month-end@2026-11-28` for one that policy repeats. */
export type FreezeId = Checked<'FreezeId'>;
/** `lock:payments/prod`: the lock of a target. */
export type LockId = `lock:${string}`;
/** `runs:payments/dev`: what pipelines told of a target without a request. */
export type RunsId = `runs:${string}`;
/** A quality gate of policy, and one line of it. */
export type CheckpointId = Checked<'CheckpointId'>;
export type GateItemId = Checked<'GateItemId'>;
/** One of the teams that own the lines of the quality gates. */
export type TeamId = Checked<'TeamId'>;
/** `AG-12`: alerts that are one card. */
export type GroupId = Checked<'GroupId'>;
/** `SIL-3`. */
export type SilenceId = Checked<'SilenceId'>;
/** `STORM-2`: a time in which so much fires that one card counts it. */
export type StormId = Checked<'StormId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PIPELINE = /^pipeline:[a-z0-9][a-z0-9 ._-]{0,62}$/;
const SLUG = /^[a-z][a-z0-9-]{0,62}$/;
const REQUEST = /^DEP-[1-9][0-9]{0,8}$/;
const FREEZE = /^FRZ-[1-9][0-9]{0,8}$/;

export const parseRequestId = (raw: unknown) => checked<RequestId>(REQUEST, upper(raw));
export const parsePersonId = (raw: unknown) => checked<PersonId>(UUID, lower(raw));
export const parsePipelineId = (raw: unknown) => checked<PipelineId>(PIPELINE, lower(raw));
export const parseEntraGroupId = (raw: unknown) => checked<EntraGroupId>(UUID, lower(raw));
export const parseRoleId = (raw: unknown) => checked<RoleId>(SLUG, raw);
export const parseServiceId = (raw: unknown) => checked<ServiceId>(SLUG, raw);
export const parseEnvironmentId = (raw: unknown) => checked<EnvironmentId>(SLUG, raw);
export const parseChangeTypeId = (raw: unknown) => checked<ChangeTypeId>(SLUG, raw);
export const parseChannelKey = (raw: unknown) => checked<ChannelKey>(SLUG, raw);
export const parseDraftId = (raw: unknown) => checked<DraftId>(UUID, lower(raw));
export const parseDelegationId = (raw: unknown) => checked<DelegationId>(UUID, lower(raw));
export const parseAlertId = (raw: unknown) => checked<AlertId>(/^\S{1,2000}$/, lower(raw));
export const parseGroupId = (raw: unknown) => checked<GroupId>(/^AG-[1-9][0-9]{0,8}$/, upper(raw));
export const parseSilenceId = (raw: unknown) => checked<SilenceId>(/^SIL-[1-9][0-9]{0,8}$/, upper(raw));

export const parseStormId = (raw: unknown) => checked<StormId>(/^STORM-[1-9][0-9]{0,8}$/, upper(raw));
export const groupId = (n: number): GroupId => `AG-${String(n)}` as GroupId;
export const silenceId = (n: number): SilenceId => `SIL-${String(n)}` as SilenceId;
export const stormId = (n: number): StormId => `STORM-${String(n)}` as StormId;

/** Declared ones only: nobody lifts what policy repeats. */
export const parseFreezeId = (raw: unknown) => checked<FreezeId>(FREEZE, upper(raw));
export const parseCheckpointId = (raw: unknown) => checked<CheckpointId>(SLUG, raw);
export const parseGateItemId = (raw: unknown) => checked<GateItemId>(SLUG, raw);
export const parseTeamId = (raw: unknown) => checked<TeamId>(SLUG, raw);

/** The name of the `n`th freeze that was declared. */
export const freezeId = (n: number): FreezeId => `FRZ-${String(n)}` as FreezeId;

/** The name of the `n`th request. */
export const requestId = (n: number): RequestId => `DEP-${String(n)}` as RequestId;

/** Whether a person did it; else it was a pipeline, or the watch. */
export const isPerson = (by: Doer): by is PersonId => UUID.test(by);

function checked<Id extends string>(shape: RegExp, raw: unknown): Id | undefined {
  return typeof raw === 'string' && shape.test(raw) ? (raw as Id) : undefined;
}

const lower = (raw: unknown) => (typeof raw === 'string' ? raw.toLowerCase() : raw);
const upper = (raw: unknown) => (typeof raw === 'string' ? raw.toUpperCase() : raw);

export const digestId = (person: PersonId, day: string): DigestId => `${person}/${day}` as DigestId;

export const digestReader = (id: DigestId): PersonId => id.split('/')[0] as PersonId;
