import { field, isFieldId, listOf, type FieldKind } from '../domain/fields.ts';
import type { RoleChoice } from '../domain/policy.ts';
import type { Finding, Path } from './problem.ts';
import type { PolicyFile } from './schema.ts';

/** Names that lead nowhere: roles, channels, environments and answers that the rest of the file does not know. */
export function danglingNames(file: PolicyFile): readonly Finding[] {
  return [
    ...roleNames(file),
    ...gateNames(file),
    ...channelNames(file),
    ...environmentNames(file),
    ...alertRouteNames(file),
    ...file.conditions.flatMap(({ when }, n) => answers(file, when, ['conditions', n, 'when'])),
    ...file.examples.flatMap(({ request }, n) => answers(file, request, ['examples', n, 'request'])),
    ...templateAnswers(file),
    ...file.phases.flatMap(({ id }, n) =>
      file.phases.findIndex((phase) => phase.id === id) < n
        ? [{ path: ['phases', n, 'id'], text: 'is used by an earlier phase' }]
        : [],
    ),
  ];
}

function roleNames(file: PolicyFile): readonly Finding[] {
  const named = (roles: readonly string[], path: Path) =>
    roles.flatMap((role, n) => unknown(role, file.roles, 'role', [...path, n]));
  const chosen = (choices: readonly RoleChoice[], path: Path) =>
    choices.flatMap((anyOf, n) => anyOf.flatMap((role) => unknown(role, file.roles, 'role', [...path, n])));
  return [
    ...entries(file.changeTypes).flatMap(([id, { requires }]) => chosen(requires, ['changeTypes', id, 'requires'])),
    ...entries(file.environments).flatMap(([id, { requires }]) => chosen(requires, ['environments', id, 'requires'])),
    ...file.conditions.flatMap(({ requires }, n) => chosen(requires, ['conditions', n, 'requires'])),
    ...file.phases.flatMap(({ roles, checklists }, n) => [
      ...named(roles, ['phases', n, 'roles']),
      ...Object.keys(checklists).flatMap((role) => unknown(role, file.roles, 'role', ['phases', n, 'checklists', role])),
    ]),
    ...file.examples.flatMap(({ needs }, n) => chosen(needs, ['examples', n, 'needs'])),
    ...entries(file.roles).flatMap(([id, { deputies = [] }]) => named(deputies, ['roles', id, 'deputies'])),
    ...chosen(file.expedited.voices, ['expedited', 'voices']),
    ...chosen(file.expedited.verify, ['expedited', 'verify']),
    ...named(file.deployers, ['deployers']),
    ...file.escalation.flatMap((level, n) =>
      'role' in level ? unknown(level.role, file.roles, 'role', ['escalation', n]) : [],
    ),
    ...named(file.onCall, ['onCall']),
    ...entries(file.services).flatMap(([id, { onCall = [] }]) => named(onCall, ['services', id, 'onCall'])),
    ...named(file.freezes.declare, ['freezes', 'declare']),
    ...named(file.freezes.override, ['freezes', 'override']),
    ...file.alerts.routes.flatMap(({ mention }, n) => named(mention, ['alerts', 'routes', n, 'mention'])),
  ];
}

function gateNames({ gates, roles, environments, services }: PolicyFile): readonly Finding[] {
  const kinds = ['phases', 'checkpoints'] as const;
  const owners = kinds.flatMap((kind) =>
    entries(gates[kind]).flatMap(([id, { items }]) =>
      entries(items).flatMap(([item, { team }]) =>
        unknown(team, gates.teams, 'team', ['gates', kind, id, 'items', item, 'team']),
      ),
    ),
  );
  const ids = kinds.flatMap((kind) =>
    entries(gates[kind]).flatMap(([id, { items }]) =>
      Object.keys(items).map((item) => ({ item, path: ['gates', kind, id, 'items', item] })),
    ),
  );
  const known = Object.fromEntries(ids.map(({ item }) => [item, true]));
  return [
    ...owners,
    ...entries(services).flatMap(([service, { probes }]) =>
      Object.keys(probes).flatMap((item) => unknown(item, known, 'line', ['services', service, 'probes', item])),
    ),
    ...ids
      .filter(({ item }, n) => ids.findIndex((other) => other.item === item) < n)
      .map(({ path }) => ({ path, text: 'is used by an earlier line' })),
    ...entries(gates.teams).flatMap(([team, one]) =>
      one.roles.flatMap((role, n) => unknown(role, roles, 'role', ['gates', 'teams', team, 'roles', n])),
    ),
    ...entries(gates.blocks).flatMap(([environment, checkpoints]) => [
      ...unknown(environment, environments, 'environment', ['gates', 'blocks', environment]),
      ...checkpoints.flatMap((id, n) => unknown(id, gates.checkpoints, 'checkpoint', ['gates', 'blocks', environment, n])),
    ]),
  ];
}

function channelNames(file: PolicyFile): readonly Finding[] {
  return [
    ...file.escalation.flatMap((level, n) =>
      'channel' in level ? unknown(level.channel, file.channels, 'channel', ['escalation', n, 'channel']) : [],
    ),
    ...entries(file.roles).flatMap(([id, { channel }]) =>
      channel === undefined ? [] : unknown(channel, file.channels, 'channel', ['roles', id, 'channel']),
    ),
    ...entries(file.services).flatMap(([id, { channels }]) =>
      entries(channels).flatMap(([key, instead]) => {
        const path = ['services', id, 'channels', key];
        return [...unknown(key, file.channels, 'channel', path), ...unknown(instead, file.channels, 'channel', path)];
      }),
    ),
    ...file.alerts.routes.flatMap(({ to }, n) =>
      to.flatMap((key, place) => unknown(key, file.channels, 'channel', ['alerts', 'routes', n, 'to', place])),
    ),
  ];
}

function environmentNames(file: PolicyFile): readonly Finding[] {
  return [
    ...entries(file.environments).flatMap(([id, { after, order, proof }]) => {
      if (after === undefined && proof === 'reported') {
        return [{ path: ['environments', id, 'proof'], text: 'can be reported only where after names the environment before' }];
      }
      if (after === undefined) return [];
      const path = ['environments', id, 'after'];
      const before = file.environments[after];
      if (before === undefined) return unknown(after, file.environments, 'environment', path);
      return before.order < order ? [] : [{ path, text: `names ${after}, whose order is not lower` }];
    }),
    ...entries(file.services).flatMap(([id, service]) =>
      (['resources', 'rollbackHooks'] as const).flatMap((key) =>
        Object.keys(service[key]).flatMap((environment) =>
          unknown(environment, file.environments, 'environment', ['services', id, key, environment]),
        ),
      ),
    ),
  ];
}

const alertRouteNames = (file: PolicyFile): readonly Finding[] =>
  file.alerts.routes.flatMap(({ when }, n) => [
    ...when.service.flatMap((id) => unknown(id, file.services, 'service', ['alerts', 'routes', n, 'when', 'service'])),
    ...when.environment.flatMap((id) =>
      unknown(id, file.environments, 'environment', ['alerts', 'routes', n, 'when', 'environment']),
    ),
  ]);
/** A template must be able to fill what it says: its services exist, and its choices are among those of the question. */
function templateAnswers(file: PolicyFile): readonly Finding[] {
  return entries(file.templates).flatMap(([id, { services, answers: given }]) => [
    ...services.flatMap((service, n) => unknown(service, file.services, 'service', ['templates', id, 'services', n])),
    ...entries(given).flatMap(([question, answer]) => {
      const known = isFieldId(question) ? knownAnswers(file, question) : [];
      const isOpen = !isFieldId(question) || !CHOSEN.includes(field(question).kind);
      const wrong = isOpen ? [] : listOf(answer).filter((value) => !known.includes(value));
      return wrong.map((value) => ({
        path: ['templates', id, 'answers', question],
        text: `can never be ${value}; it is one of ${known.join(', ')}`,
      }));
    }),
  ]);
}

const CHOSEN: readonly FieldKind[] = ['choice', 'choices', 'yes-no'];

function answers(file: PolicyFile, when: PolicyFile['conditions'][number]['when'], path: Path): readonly Finding[] {
  return entries(when).flatMap(([id, values]) => {
    const known = knownAnswers(file, id);
    return values
      .filter((value) => !known.includes(value))
      .map((value) => ({ path: [...path, id], text: `can never be ${value}; it is one of ${known.join(', ')}` }));
  });
}

function knownAnswers(file: PolicyFile, id: string): readonly string[] {
  if (!isFieldId(id)) return [];
  const { kind, options } = field(id);
  if (kind === 'yes-no') return ['yes', 'no'];
  switch (options) {
    case 'services':
      return Object.keys(file.services);
    case 'environments':
      return Object.keys(file.environments);
    case 'change-types':
      return Object.keys(file.changeTypes);
    case 'templates':
      return Object.keys(file.templates);
    default:
      return options ?? [];
  }
}

function unknown(name: string, among: object, what: string, path: Path): readonly Finding[] {
  if (Object.hasOwn(among, name)) return [];
  return [{ path, text: `names the ${what} ${name}, which is not among ${Object.keys(among).join(', ')}` }];
}

const entries = <Key extends string, Value>(record: Readonly<Record<Key, Value>>): readonly (readonly [Key, Value])[] =>
  Object.entries(record) as [Key, Value][];
