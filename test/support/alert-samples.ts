import * as cards from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { commandGroup, type AlertCommand } from '../../bot/domain/alert-command.ts';
import type { AlertGroup } from '../../bot/domain/alert-group.ts';
import { look } from '../../bot/domain/alert-look.ts';
import type { Silence } from '../../bot/domain/alert-silence.ts';
import { openStorm } from '../../bot/domain/alert-storm.ts';
import { groupId, silenceId, stormId, type AlertId, type RequestId } from '../../bot/domain/ids.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { alertLike, groupLike, told } from './given-alerts.ts';
import {
  adele,
  channel,
  deployedRequest,
  deployingRequest,
  later,
  lynne,
  megan,
  PAYMENTS,
  PROD,
  WINDOW_START,
} from './given.ts';

export const ALONE = { during: undefined, last: undefined, holdsBack: 0, affected: 1 };
const DURING = { during: deployingRequest(), last: deployedRequest(), holdsBack: 0, affected: 1 };
const at = (minutes: number): Instant => later(minutes, WINDOW_START);

const SILENCE: Silence = {
  id: silenceId(3),
  scope: { service: PAYMENTS, environment: PROD, rule: undefined },
  reason: 'Load test until noon.',
  by: adele,
  at: at(0),
  until: at(180),
  endedAt: undefined,
  endedBy: undefined,
  channel: channel('incidents'),
};

/** Every card about alerts, in every state that looks different. */
export function alertSamples(context: Context): ReadonlyMap<string, CardMessage> {
  const samples = new Map<string, CardMessage>();
  const card = (name: string, group: AlertGroup, around: cards.Around = ALONE) =>
    samples.set(name, cards.alertCard(group, around, context));
  const after = (group: AlertGroup, ...commands: readonly AlertCommand[]): AlertGroup =>
    commands.reduce((before, command) => {
      const done = commandGroup(before, command, context.policy.alerts, at(18));
      return done.ok ? done.value : before;
    }, group);

  const fired = told(groupLike({ request: 'DEP-1042' as RequestId }));
  const resolved = alertLike({ condition: 'resolved', resolvedAt: at(31) });
  card('alert', fired, DURING);
  card('alert, acknowledged', after(fired, { kind: 'assign', by: adele }), DURING);
  card('alert, resolved', told(groupLike({ request: 'DEP-1042' as RequestId }, resolved)), DURING);
  card('alert, closed', after(fired, { kind: 'close', by: adele }), DURING);
  card('alert, taken away', after(fired, { kind: 'detach', by: adele }));
  card('alert, silenced', { ...fired, held: { by: 'silence', silence: SILENCE.id, until: SILENCE.until } }, DURING);
  card('alert, held back', { ...fired, held: { by: 'inhibition', of: groupId(4) } });
  card('alert, many', told(groupLike({}, ...several(14))), { ...ALONE, holdsBack: 3, affected: 14 });
  card('alert, written to Azure', { ...after(fired, { kind: 'acknowledge', by: adele }), azure: azure('written') });
  card('alert, not written to Azure', { ...after(fired, { kind: 'acknowledge', by: adele }), azure: azure('failed') });
  const untied = { request: undefined, suspicion: undefined, affects: undefined };
  card('alert, test', told(groupLike({}, alertLike({ isTest: true, ...untied }))));
  const unknown = { measure: undefined, rule: '', description: '', targets: [], severity: undefined, link: undefined };
  card('alert, unrecognised', told(groupLike({}, alertLike({ signal: 'unrecognised', ...unknown, ...untied }))));
  const runbook = 'https://wiki.contoso.example/payments/error-rate';
  card('alert, runbook', told(groupLike({}, alertLike({ runbook, severity: 'Sev3' }))));

  for (const [name, view, group] of threads(fired, after, context)) {
    const drawn = cards.alertNewsCard(group, view, context);
    if (drawn !== undefined) samples.set(name, drawn);
  }
  const stormy = several(30).map((alert, n) => told(groupLike({ id: groupId(n + 1) }, { ...alert, rule: `rule-${n}` })));
  const storm = { ...openStorm(stormId(2), channel('incidents'), at(2)), lastAt: at(4), toldAt: at(4), nextLevelAt: at(17) };
  const seen = { ...storm, acknowledged: { by: adele, at: at(6) } };
  samples.set('storm', cards.stormCard(storm, counted(stormy), context));
  samples.set('storm, acknowledged', cards.stormCard(seen, counted(stormy), context));
  const escalation = cards.stormEscalationCard({ ...storm, escalated: 1 }, 1, context);
  if (escalation !== undefined) samples.set('storm, escalation', escalation);
  samples.set('storm, over', cards.stormCard({ ...storm, closedAt: at(20) }, counted(stormy.slice(0, 3)), context));
  samples.set('silence', cards.silenceCard(SILENCE, context));
  const ended = { ...SILENCE, endedAt: at(60), endedBy: megan };
  samples.set('silence, over', cards.silenceCard(ended, context));
  samples.set('silence, ended', cards.silenceEndedCard(ended, stormy.slice(0, 3), context));
  samples.set('silence, ended, nothing', cards.silenceEndedCard(ended, [], context));
  const list = { from: 0, service: undefined, silences: [] };
  const page = { groups: [fired, ...stormy].slice(0, cards.ALERT_ROWS), all: { groups: 200, held: 3 } };
  samples.set('silences', cards.silencesCard([SILENCE], context));
  samples.set('alerts', cards.alertListCard({ ...list, ...page, from: 24, service: PAYMENTS, silences: [SILENCE] }, context));
  samples.set('alerts, none', cards.alertListCard({ ...list, groups: [], all: { groups: 0, held: 0 } }, context));
  return samples;
}

type After = (group: AlertGroup, ...commands: readonly AlertCommand[]) => AlertGroup;

function threads(fired: AlertGroup, after: After, context: Context): readonly (readonly [string, string, AlertGroup])[] {
  const text = 'One instance is out of memory. It is being replaced; next word in half an hour.';
  const open = after(fired, { kind: 'open-incident', by: lynne }, { kind: 'update', by: lynne, text });
  const closed = after(open, { kind: 'close', by: adele });
  const over = look(
    closed,
    { policy: context.policy, holders: context.holders, held: undefined, storm: undefined },
    at(41),
  ).group;
  return [
    ['alert, again', 'again-1', fired],
    ['alert, escalation', 'escalation-1', fired],
    ['alert, escalation answered', 'escalation-1', after(fired, { kind: 'acknowledge', by: adele })],
    ['incident', 'incident', open],
    ['incident, update', 'update-1', open],
    ['incident, reminder', 'reminder-1', open],
    ['incident, over', 'incident', over],
    ['incident, summary', 'incident-summary', over],
  ];
}

const counted = (groups: readonly AlertGroup[]) => ({
  groups: groups.length,
  alerts: groups.reduce((sum, { total }) => sum + total, 0),
  firing: groups.reduce((sum, { firing }) => sum + firing, 0),
  services: 1,
  mention: groups[0]?.mention ?? [],
  worst: groups,
});

const azure = (state: 'written' | 'failed') =>
  ({ wanted: 'Acknowledged', by: adele, state, tries: 0, after: undefined }) as const;

const several = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    alertLike({
      id: `/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a${n}` as AlertId,
      targets: [`/subscriptions/0b1c/resourcegroups/rg-pay-prod/providers/microsoft.web/sites/payments-${n}`],
      request: undefined,
      suspicion: undefined,
    }),
  );
