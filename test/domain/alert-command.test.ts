import assert from 'node:assert/strict';
import { commandGroup, type AlertCommand } from '../../bot/domain/alert-command.ts';
import type { AlertGroup, AzureState, GroupEvent, Incident } from '../../bot/domain/alert-group.ts';
import { isAlertRefusal, type AlertRefusal } from '../../bot/domain/alert-refusal.ts';
import type { StormId } from '../../bot/domain/ids.ts';
import { changesIn } from '../support/changes.ts';
import { alertLike, groupLike, told } from '../support/given-alerts.ts';
import { adele, ALERTS, later, megan } from '../support/given.ts';

const FIRED = alertLike().firedAt;
const at = (minutes: number) => later(minutes, FIRED);
const OPEN = told(groupLike());
/** Adele taps at four minutes; Megan did at two. */
const NOW = at(4);
const DEED = { by: adele, at: NOW };
const MEGAN = { by: megan, at: at(2) };

const wanted = (state: AzureState['wanted']): AzureState => ({
  wanted: state,
  by: adele,
  state: 'wanted',
  tries: 0,
  after: undefined,
});
const lines = (
  ...kinds: readonly ('acknowledged' | 'assigned' | 'closed' | 'incident' | 'update')[]
): readonly GroupEvent[] => [...OPEN.timeline, ...kinds.map((kind) => ({ kind, ...DEED }))];
const incident = (changes: Partial<Incident> = {}): Incident => ({
  ...MEGAN,
  owner: megan,
  everyMinutes: 30,
  updates: [],
  updateDue: at(32),
  reminders: 0,
  endedAt: undefined,
  ...changes,
});
const opened = (everyMinutes: number, owner = adele): Incident =>
  incident({ ...DEED, owner, everyMinutes, updateDue: at(4 + everyMinutes) });

const SEEN: AlertGroup = { ...OPEN, acknowledged: MEGAN };
const TAKEN: AlertGroup = { ...SEEN, assigned: { ...MEGAN, to: megan } };
const OVER: AlertGroup = { ...OPEN, firing: 0 };
const CLOSED: AlertGroup = { ...OPEN, closed: MEGAN };
const WORKED_ON: AlertGroup = { ...TAKEN, incident: incident() };

const acknowledgement = { acknowledged: DEED, azure: wanted('Acknowledged') };
const assignment = { ...DEED, to: adele };
const update = (text: string): AlertCommand => ({ kind: 'update', by: adele, text });
const toldAs = (text: string): Partial<AlertGroup> => ({
  incident: incident({ updates: [{ ...DEED, text }], updateDue: at(34) }),
  timeline: lines('update'),
});

type Answer = Partial<AlertGroup> | AlertRefusal;
type Row = readonly [
  what: string,
  group: AlertGroup,
  asked: Exclude<AlertCommand['kind'], 'update'> | AlertCommand,
  answer: Answer,
];

const TABLE: readonly Row[] = [
  ['acknowledges what fires', OPEN, 'acknowledge', { ...acknowledgement, timeline: lines('acknowledged') }],
  ['acknowledges what somebody else has', SEEN, 'acknowledge', { code: 'already-acknowledged', by: megan }],
  ['acknowledges once more', { ...OPEN, acknowledged: DEED }, 'acknowledge', {}],
  ['acknowledges what is over', OVER, 'acknowledge', { code: 'alert-over', group: OPEN.id }],
  ['acknowledges what was closed', CLOSED, 'acknowledge', { code: 'alert-over', group: OPEN.id }],
  [
    'takes what nobody has seen',
    OPEN,
    'assign',
    { ...acknowledgement, assigned: assignment, timeline: lines('acknowledged', 'assigned') },
  ],
  ['takes what somebody else has', TAKEN, 'assign', { assigned: assignment, timeline: lines('assigned') }],
  ['takes it once more', { ...SEEN, assigned: assignment }, 'assign', {}],
  ['takes what is over', OVER, 'assign', { code: 'alert-over', group: OPEN.id }],
  [
    'takes an incident, and leads it',
    WORKED_ON,
    'assign',
    { assigned: assignment, incident: incident({ owner: adele }), timeline: lines('assigned') },
  ],
  ['closes what fires', OPEN, 'close', { closed: DEED, azure: wanted('Closed'), timeline: lines('closed') }],
  ['closes what is over', OVER, 'close', { closed: DEED, azure: wanted('Closed'), timeline: lines('closed') }],
  ['closes what somebody else has', CLOSED, 'close', {}],
  [
    'opens an incident of what nobody has seen',
    OPEN,
    'open-incident',
    { ...acknowledgement, incident: opened(30), timeline: lines('acknowledged', 'incident') },
  ],
  [
    'opens an incident of what somebody else took',
    TAKEN,
    'open-incident',
    { incident: opened(30, megan), timeline: lines('incident') },
  ],
  [
    'opens one of what policy promises no pace',
    { ...SEEN, severity: 'Sev4' },
    'open-incident',
    { incident: opened(60), timeline: lines('incident') },
  ],
  [
    'opens one of what nobody knows how severe it is',
    { ...SEEN, severity: undefined },
    'open-incident',
    { incident: opened(60), timeline: lines('incident') },
  ],
  [
    'opens one of what a storm counts, which gets a card of its own',
    { ...SEEN, storm: 'STORM-1' as StormId },
    'open-incident',
    { storm: undefined, incident: opened(30), timeline: lines('incident') },
  ],
  ['opens an incident that is open', WORKED_ON, 'open-incident', {}],
  ['opens an incident of what is over', OVER, 'open-incident', { code: 'alert-over', group: OPEN.id }],
  ['tells news of an incident', WORKED_ON, update('  Failed over. '), toldAs('Failed over.')],
  ['tells far too much', WORKED_ON, update('x'.repeat(1_001)), toldAs('x'.repeat(1_000))],
  ['tells nothing', WORKED_ON, update(' \n '), { code: 'update-empty' }],
  ['tells news where no incident is', SEEN, update('Failed over.'), { code: 'no-incident' }],
  [
    'tells news of one that has ended',
    { ...WORKED_ON, incident: incident({ endedAt: at(3) }) },
    update('Done.'),
    { code: 'no-incident' },
  ],
  [
    'says that the deployment is not behind it',
    OPEN,
    'detach',
    {
      request: undefined,
      detached: ['DEP-1042'] as unknown as AlertGroup['detached'],
      leading: alertLike({ request: undefined, suspicion: undefined }),
      timeline: [...OPEN.timeline, { kind: 'detached', ...DEED, request: 'DEP-1042' as NonNullable<AlertGroup['request']> }],
    },
  ],
  ['says so of what is tied to none', { ...OPEN, request: undefined }, 'detach', { code: 'no-deployment' }],
];

function answer(group: AlertGroup, asked: Row[2]): Answer {
  const result = commandGroup(group, typeof asked === 'string' ? { kind: asked, by: adele } : asked, ALERTS, NOW);
  return result.ok ? changesIn(group, result.value) : result.problem;
}

describe('somebody who is called by an alert', () => {
  for (const [what, group, asked, expected] of TABLE) {
    it(`${what}: ${'code' in expected ? expected.code : Object.keys(expected).join(', ') || 'nothing changes'}`, () => {
      assert.deepEqual(answer(group, asked), expected);
    });
  }

  it('is answered with a refusal that has words of its own', () => {
    for (const code of ['unknown-alert', 'alert-over', 'not-responder', 'silence-too-long'])
      assert.ok(isAlertRefusal({ code }));
    assert.ok(!isAlertRefusal({ code: 'not-requester' }));
  });
});
