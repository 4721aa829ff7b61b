import assert from 'node:assert/strict';
import type { ChaseStep } from '../../bot/domain/chase.ts';
import type { ServiceId } from '../../bot/domain/ids.ts';
import { owe, type ObligationKind } from '../../bot/domain/obligation.ts';
import { aloneWishes, freezePosts, openingOf, personOf, placeKey, type PostView, type Wish } from '../../bot/domain/posts.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { besides, ownChannels, PHASED, pointed, withChannel } from '../support/card-places.ts';
import {
  alex,
  channel,
  emergencyRequest,
  halfApproved,
  later,
  megan,
  patti,
  PAYMENTS,
  person,
  PROD,
} from '../support/given.ts';

describe('what people owe', () => {
  const owing = (...kinds: readonly ObligationKind[]) =>
    kinds
      .map((kind) => owe({ kind, owner: megan, since: later(0), within: 60 }, later(0)))
      .reduce<DeployRequest>(evolve, halfApproved());
  const chased = (step: ChaseStep, key: string | undefined, about: 'review' | 'phase') =>
    halfApproved({
      requirements: PHASED,
      opened: [],
      chases: [
        {
          about: about === 'phase' ? { kind: 'phase', phase: 'early' } : { kind: 'obligation', id: about },
          step,
          people: [megan, patti],
          channel: key === undefined ? undefined : channel(key),
          at: later(60),
        },
      ],
    });

  it('stands in the thread and with them, except a look while standing by', () => {
    assert.deepEqual(besides(owing('review', 'standby-check')), ['obligations @ thread', 'owed-review @ megan']);
  });

  it('is between the two at first, and known to everybody later', () => {
    assert.deepEqual(besides(chased('half', 'incidents', 'review')), ['chase-1 @ megan', 'chase-1 @ patti']);
    assert.deepEqual(besides(chased('due', 'incidents', 'review')), [
      'chase-1 @ thread',
      'chase-1 @ #incidents',
      'chase-1 @ megan',
      'chase-1 @ patti',
    ]);
    assert.deepEqual(besides(chased('due', 'nowhere', 'review')), ['chase-1 @ thread', 'chase-1 @ megan', 'chase-1 @ patti']);
  });

  it('is asked for again where an approval was asked, and above that with whom it goes up to', () => {
    const policy = withChannel('dba', 'databases');
    const places = ['chase-1 @ #databases', 'chase-1 @ #approvals'];
    assert.deepEqual(besides(chased('due', undefined, 'phase'), policy), places);
    const elsewhere = withChannel('cto', 'directors');
    assert.deepEqual(
      besides(chased('due', undefined, 'phase'), elsewhere),
      ['chase-1 @ #approvals'],
      'not where a later phase is',
    );
    assert.deepEqual(besides(chased('level-1', 'incidents', 'phase'), policy), [
      ...places,
      'chase-1 @ #incidents',
      'chase-1 @ megan',
      'chase-1 @ patti',
    ]);
  });

  it('is an alarm in two places where a voice denies what it is named for', () => {
    const { emergency } = emergencyRequest();
    assert.ok(emergency);
    const voices = emergency.voices.map((voice) => ({ ...voice, answer: { said: 'denied', at: later(9) } }) as const);
    const [first] = emergency.voices;
    assert.ok(first);
    const denied = emergencyRequest({ obligations: [], emergency: { ...emergency, voices: [first, ...voices.slice(1)] } });
    assert.deepEqual(besides(denied), ['denial-2 @ thread', 'denial-2 @ #incidents']);
    assert.deepEqual(besides(denied, ownChannels()).slice(-1), ['denial-2 @ #pay-incidents']);
  });
});

describe('a place', () => {
  it('is written in a row so that the person in it can be read back', () => {
    const places = [
      { kind: 'channel', key: channel('approvals') },
      { kind: 'person', id: alex },
      { kind: 'thread', of: 'DEP-1042' },
    ];
    const keys = (places as readonly Wish['place'][]).map(placeKey);
    assert.deepEqual(keys, ['channel:approvals', `person:${alex}`, 'thread:DEP-1042']);
    assert.deepEqual(keys.map(personOf), [undefined, alex, undefined]);
  });

  it('of a freeze is the channel of its service, or that of all', () => {
    assert.deepEqual(pointed(freezePosts({ scope: {} }, ownChannels())), ['freeze @ #deployments']);
    assert.deepEqual(pointed(freezePosts({ scope: { service: PAYMENTS } }, ownChannels())), ['freeze @ #pay-deployments']);
    const unknown = { service: 'gone' as ServiceId, environment: PROD };
    assert.deepEqual(pointed(freezePosts({ scope: unknown }, ownChannels())), ['freeze @ #deployments']);
  });

  it('is the own chat of those who are asked, unless they are too many', () => {
    const asked = halfApproved({ opened: [...halfApproved().opened, { phase: 'technical', at: later(90) }] });
    assert.deepEqual(aloneWishes(asked, [megan]), [
      { view: 'approval-2', place: { kind: 'person', id: megan }, onlyWhereKnown: true },
    ]);
    const people = (count: number) => Array.from({ length: count }, (_, n) => person(n + 100));
    assert.equal(aloneWishes(asked, people(60)).length, 60);
    assert.deepEqual(aloneWishes(asked, people(61)), []);
  });

  it('has the approval card of one turn', () => {
    const views: readonly PostView[] = ['approval-1', 'approval-12', 'owed-approval-1', 'approval-1b' as PostView, 'root'];
    assert.deepEqual(views.map(openingOf), [1, 12, undefined, undefined, undefined]);
  });
});
