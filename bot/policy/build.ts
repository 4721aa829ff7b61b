import { createHash } from 'node:crypto';
import type { AlertPolicy, Execution, Expedited, Phase, Policy, Thresholds } from '../domain/policy.ts';
import { buildGates } from './gates-schema.ts';
import { isFields } from './extend.ts';
import type { PolicyFile } from './schema.ts';
import { createWorkHours } from './work-hours.ts';

/** The policy that a file without problems describes. The same content gives the same version, in whatever order it is written. */
export function build(file: PolicyFile): Policy {
  const { examples: _examples, ...rules } = file;
  const { time, locale, links, conditions, personFills, deployers, escalation, organisation } = rules;
  return {
    version: digest(rules),
    organisation,
    time: { ...time, locale },
    work: createWorkHours(time),
    links,
    roles: byId(file.roles, (id, { title, members = [], group, channel, deputies }) => ({
      id,
      title,
      members: [...new Set(members)],
      ...(group === undefined ? {} : { group }),
      ...(channel === undefined ? {} : { channel }),
      ...(deputies === undefined ? {} : { deputies }),
    })),
    channels: mapOf(file.channels),
    services: byId(file.services, (id, { title, channels, resources, rollbackHooks, links: own, onCall }) => ({
      id,
      title,
      channels: mapOf(channels),
      resources: mapOf(resources),
      links: own,
      ...(onCall === undefined ? {} : { onCall }),
      rollbackHooks: mapOf(rollbackHooks),
    })),
    environments: byId(file.environments, (id, environment) => ({ id, ...environment })),
    changeTypes: byId(file.changeTypes, (id, changeType) => ({ id, ...changeType })),
    conditions: conditions.map(({ when, requires }) => ({ when: mapOf(when), requires })),
    templates: byId(file.templates, (id, template) => ({ id, ...template })),
    phases: file.phases.map(phase),
    thresholds: thresholds(file.thresholds),
    execution: execution(file.execution),
    watch: file.watch,
    personFills,
    deployers,
    freezes: { ...file.freezes, recurring: [...byId(file.freezes.recurring, (id, freeze) => ({ id, ...freeze })).values()] },
    locks: file.locks,
    gates: buildGates(file.gates, file.services),
    logins: mapOf(file.logins),
    escalation,
    expedited: expedited(file.expedited),
    alerts: alertPolicy(file.alerts),
    asking: file.asking,
    onCall: file.onCall,
  };
}

function alertPolicy(file: PolicyFile['alerts']): AlertPolicy {
  return {
    waitSeconds: file.wait,
    intervalMinutes: file.interval,
    repeatMinutes: file.repeat,
    stormGroups: file.storm,
    escalateAfter: mapOf(file.escalateAfter),
    updateEvery: mapOf(file.updateEvery),
    longestSilenceMinutes: file.longestSilence,
    subscriptions: file.subscriptions,
    keepBodiesDays: file.keepBodies / 1_440,
    routes: file.routes.map(({ when, to, mention }) => ({
      when: {
        services: when.service,
        environments: when.environment,
        severities: when.severity,
        properties: new Map(Object.entries(when.properties).map(([name, values]) => [name.toLowerCase(), values])),
        resource: when.resource,
      },
      to,
      mention,
    })),
  };
}

function expedited({ voices, verify, standby, ...durations }: PolicyFile['expedited']): Expedited {
  return {
    voices,
    verify,
    windowMinutes: durations.window,
    completeMinutes: durations.complete,
    reviewMinutes: durations.review,
    confirmMinutes: durations.confirm,
    standbyMinutes: standby.lasting,
    standbyEvery: standby.every,
  };
}

function phase({ id, title, sla, roles, checklists }: PolicyFile['phases'][number]): Phase {
  return { id, title, ...(sla === undefined ? {} : { slaDays: sla.days }), roles, checklists: mapOf(checklists) };
}

function thresholds({ submission, rollback, investigate, success, watch }: PolicyFile['thresholds']): Thresholds {
  return {
    minimumCoverage: submission.unitCoverage,
    minimumReviewers: submission.reviewers,
    minimumStagingHours: submission.staging / 60,
    loadTestAbove: submission.loadTestAbove,
    rollbackErrorRate: rollback.errorRate,
    investigateResponseMs: investigate.responseTime,
    investigateFailedCallsPerMinute: investigate.failedCalls,
    successErrorRate: success.errorRate,
    successP99Ms: success.p99,
    watchErrorRate: watch.errorRate,
    watchResponseMs: watch.responseTime,
  };
}

const execution = ({ rollCall, rollCallBefore, checklist, rollback, quiet }: PolicyFile['execution']): Execution => ({
  rollCall,
  rollCallBefore,
  checklist,
  rollbackConfirmations: rollback.confirmations,
  quietMinutes: quiet,
});

const mapOf = <Key extends string, Value>(record: Readonly<{ [One in Key]?: Value }>): ReadonlyMap<Key, Value> =>
  new Map(Object.entries(record) as [Key, Value][]);

const byId = <Key extends string, Entry, Value>(
  record: Readonly<Record<Key, Entry>>,
  make: (id: Key, entry: Entry) => Value,
): ReadonlyMap<Key, Value> => new Map([...mapOf(record)].map(([id, entry]) => [id, make(id, entry)]));

/** The first 16 hex digits of the SHA-256 of the data with its keys in order. */
const digest = (data: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(data)))
    .digest('hex')
    .slice(0, 16);

function ordered(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(ordered);
  if (!isFields(data)) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, ordered(data[key])]),
  );
}
