import assert from 'node:assert/strict';
import type { AlertGroup, Incident } from '../../bot/domain/alert-group.ts';
import { postsOfGroup, postsOfSilence, postsOfStorm } from '../../bot/domain/alert-posts.ts';
import type { Silence } from '../../bot/domain/alert-silence.ts';
import { lookAtStorm, openStorm, stormy, type Recent, type Storm, type StormNews } from '../../bot/domain/alert-storm.ts';
import { groupId, silenceId, stormId } from '../../bot/domain/ids.ts';
import type { Wish } from '../../bot/domain/posts.ts';
import { changesIn } from '../support/changes.ts';
import { groupLike, told } from '../support/given-alerts.ts';
import { adele, channel, later, MONDAY, policyLike } from '../support/given.ts';

describe('what is counted on the card of a storm', () => {
  const newcomer = (n: number, severity: AlertGroup['severity']) => groupLike({ id: groupId(n), severity });
  const [calm1, calm2, bad, worst, unknown] = [
    newcomer(1, 'Sev3'),
    newcomer(2, 'Sev4'),
    newcomer(3, 'Sev1'),
    newcomer(4, 'Sev0'),
    newcomer(5, undefined),
  ];
  const counted = (newcomers: readonly AlertGroup[], recent: Recent, isOpen: boolean, limit = 3) =>
    [...stormy(newcomers, recent, { limit, isOpen })].join();
  const none = { calm: 0, urgent: 0 };

  it('is nothing while there are no more than policy allows within five minutes', () => {
    assert.equal(counted([calm1, calm2, bad], none, false), '');
    assert.equal(counted([calm1], { calm: 1, urgent: 1 }, false), '');
  });

  it('is all that can wait once there are more, and while a storm is on', () => {
    assert.equal(counted([calm1, calm2, bad, worst], none, false), 'AG-1,AG-2');
    assert.equal(counted([calm1], { calm: 2, urgent: 1 }, false), 'AG-1');
    assert.equal(counted([calm1], { calm: 3, urgent: 0 }, false), 'AG-1');
    assert.equal(counted([calm1, bad], none, true), 'AG-1');
  });

  it('is of the urgent what goes beyond the limit, the worst keeping cards of their own', () => {
    assert.equal(counted([bad, worst, unknown], { calm: 9, urgent: 2 }, true), 'AG-3,AG-5');
    assert.equal(counted([unknown, bad, worst], { calm: 0, urgent: 1 }, true), 'AG-5');
    assert.equal(counted([bad, worst], { calm: 0, urgent: 4 }, true), 'AG-3,AG-4');
  });
});

describe('a look at a storm', () => {
  const policy = policyLike();
  const opened = openStorm(stormId(2), channel('incidents'), MONDAY);
  /** Told at once, with one Sev1 on it: the first level hears after 15 minutes. */
  const TOLD: Storm = { ...opened, toldAt: MONDAY, nextLevelAt: later(15) };
  const quiet: StormNews = { joined: [], isChanged: false, unanswered: undefined };
  const SECOND = 1 / 60;

  const look = (storm: Storm, minutes: number, news: Partial<StormNews> = {}) => {
    const looked = lookAtStorm(storm, { ...quiet, ...news }, { policy, holders: new Map() }, later(minutes));
    const due = looked.due && Math.round((Date.parse(looked.due) - Date.parse(MONDAY)) / 1_000) / 60;
    return [looked.isStale ? 'drawn' : 'kept', due, changesIn(storm, looked.storm)] as const;
  };

  it('that has just begun finds a card that is not told yet', () => {
    assert.deepEqual(opened, {
      id: 'STORM-2',
      channel: 'incidents',
      openedAt: MONDAY,
      lastAt: MONDAY,
      closedAt: undefined,
      toldAt: undefined,
      escalated: 0,
      nextLevelAt: undefined,
      acknowledged: undefined,
    });
  });

  type Row = readonly [what: string, storm: Storm, minutes: number, news: Partial<StormNews>, answer: ReturnType<typeof look>];
  const table: readonly Row[] = [
    [
      'draws it when its first groups join',
      opened,
      0,
      { joined: ['Sev1', 'Sev2'] },
      ['drawn', 10, { toldAt: MONDAY, nextLevelAt: later(15) }],
    ],
    [
      'plans no level when none that joins has a pace',
      opened,
      0,
      { joined: ['Sev4', undefined] },
      ['drawn', 10, { toldAt: MONDAY }],
    ],
    [
      'owes what joins its turn',
      TOLD,
      5 * SECOND,
      { joined: ['Sev2'] },
      ['kept', 10 * SECOND, { lastAt: later(5 * SECOND), owedSince: later(5 * SECOND) }],
    ],
    [
      'draws what has changed when its turn has come',
      TOLD,
      10 * SECOND,
      { isChanged: true },
      ['drawn', 10, { toldAt: later(10 * SECOND) }],
    ],
    ['draws nothing without news', TOLD, 5, {}, ['kept', 10, {}]],
    [
      'plans a level sooner when what joins is worse',
      TOLD,
      2,
      { joined: ['Sev0'] },
      ['drawn', 7, { lastAt: later(2), toldAt: later(2), nextLevelAt: later(7) }],
    ],
    ['ends it when nothing joined for ten minutes', TOLD, 10, {}, ['drawn', 15, { closedAt: later(10), toldAt: later(10) }]],
    [
      'keeps it when something joins in the last moment',
      TOLD,
      10,
      { joined: ['Sev4'] },
      ['drawn', 15, { lastAt: later(10), toldAt: later(10) }],
    ],
    [
      'tells the next level when nobody has answered',
      { ...TOLD, lastAt: later(10) },
      15,
      { unanswered: 'Sev1' },
      ['drawn', 20, { escalated: 1, nextLevelAt: later(30), toldAt: later(15) }],
    ],
    ['tells nobody when all is answered', { ...TOLD, lastAt: later(10) }, 15, {}, ['kept', 20, { nextLevelAt: undefined }]],
    [
      'plans anew when all is answered and more joins',
      { ...TOLD, lastAt: later(10) },
      15,
      { joined: ['Sev2'] },
      ['drawn', 25, { lastAt: later(15), toldAt: later(15), nextLevelAt: later(75) }],
    ],
    [
      'plans none after the last level',
      { ...TOLD, escalated: 1, lastAt: later(10) },
      15,
      { unanswered: 'Sev1' },
      ['drawn', 20, { escalated: 2, nextLevelAt: undefined, toldAt: later(15) }],
    ],
    [
      'plans none when all levels were told',
      { ...TOLD, escalated: 2 },
      5,
      { joined: ['Sev0'] },
      ['drawn', 15, { lastAt: later(5), toldAt: later(5), nextLevelAt: undefined }],
    ],
    [
      'plans none once somebody has seen it',
      { ...TOLD, acknowledged: { by: adele, at: later(1) } },
      5,
      {},
      ['kept', 10, { nextLevelAt: undefined }],
    ],
    [
      'leaves one that is over alone',
      { ...TOLD, closedAt: later(10), nextLevelAt: undefined },
      20,
      {},
      ['kept', undefined, {}],
    ],
  ];
  for (const [what, storm, minutes, news, expected] of table) {
    it(what, () => {
      assert.deepEqual(look(storm, minutes, news), expected);
    });
  }
});

describe('the cards of alerts', () => {
  const shown = (wishes: readonly Wish[]) =>
    wishes.map(
      ({ view, place }) =>
        `${view} in ${place.kind === 'thread' ? place.of : place.kind === 'channel' ? place.key : place.kind}`,
    );
  const TOLD = told(groupLike());
  const incident: Incident = {
    by: adele,
    at: MONDAY,
    owner: adele,
    everyMinutes: 30,
    updates: [],
    updateDue: MONDAY,
    reminders: 0,
    endedAt: undefined,
  };
  const update = { by: adele, at: MONDAY, text: 'News' };

  it('are none before anybody is to be told', () => {
    assert.deepEqual(shown(postsOfGroup(groupLike())), []);
  });

  it('are one in each of its channels and one with its deployment', () => {
    const to = [channel('incidents'), channel('payments')];
    assert.deepEqual(shown(postsOfGroup({ ...TOLD, to })), ['alert in incidents', 'alert in payments', 'alert in DEP-1042']);
    assert.deepEqual(shown(postsOfGroup({ ...TOLD, request: undefined })), ['alert in incidents']);
  });

  it('are left to the storm that counts it, except with its deployment', () => {
    assert.deepEqual(shown(postsOfGroup({ ...TOLD, storm: stormId(1) })), ['alert in DEP-1042']);
  });

  it('go on in its thread, one for each time that it is said again or somebody is told', () => {
    const group = {
      ...TOLD,
      request: undefined,
      repeats: 2,
      escalated: 1,
      incident: { ...incident, updates: [update, update], reminders: 1, endedAt: MONDAY },
    };
    assert.deepEqual(shown(postsOfGroup(group)), [
      'alert in incidents',
      'again-1 in AG-7',
      'again-2 in AG-7',
      'escalation-1 in AG-7',
      'incident in AG-7',
      'update-1 in AG-7',
      'update-2 in AG-7',
      'reminder-1 in AG-7',
      'incident-summary in AG-7',
    ]);
    assert.deepEqual(shown(postsOfGroup({ ...group, repeats: 0, escalated: 0, incident })), [
      'alert in incidents',
      'incident in AG-7',
    ]);
  });

  it('of a storm are the one that counts, and a message for each level', () => {
    const storm = { ...openStorm(stormId(2), channel('incidents'), MONDAY), escalated: 2 };
    assert.deepEqual(shown(postsOfStorm(storm)), ['storm in incidents', 'escalation-1 in STORM-2', 'escalation-2 in STORM-2']);
  });

  it('of a silence say that it is quiet, and that it is not any more', () => {
    const scope = { service: undefined, environment: undefined, rule: 'cpu' };
    const silence: Silence = {
      id: silenceId(1),
      scope,
      reason: 'Test',
      until: later(9),
      endedAt: undefined,
      endedBy: undefined,
      channel: channel('incidents'),
      by: adele,
      at: MONDAY,
    };
    assert.deepEqual(shown(postsOfSilence(silence)), ['silence in incidents']);
    assert.deepEqual(shown(postsOfSilence({ ...silence, endedAt: later(9) })), [
      'silence in incidents',
      'silence-ended in incidents',
    ]);
  });
});
