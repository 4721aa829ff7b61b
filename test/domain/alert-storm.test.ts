import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, integer, property, record } from 'fast-check';
import { lookAtStorm, openStorm } from '../../bot/domain/alert-storm.ts';
import { stormId } from '../../bot/domain/ids.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { channel, later, MONDAY, policyLike } from '../support/given.ts';
import { runs } from '../support/runs.ts';

const QUIET = { joined: [], isChanged: false, unanswered: undefined };

describe('the card of a storm', () => {
  const happenings = array(record({ seconds: integer({ min: 0, max: 40 }), what: constantFrom('joined', 'changed') }), {
    minLength: 1,
    maxLength: 12,
  });

  const policy = policyLike();

  it('shows the last of what came at most ten seconds later, and changes no more often than that', () => {
    check(
      property(happenings, (all) => {
        let storm = openStorm(stormId(1), channel('incidents'), MONDAY);
        let due: Instant | undefined;
        let now = MONDAY;
        const drawn: Instant[] = [];
        const look = (at: Instant, news: Parameters<typeof lookAtStorm>[1]) => {
          const seen = lookAtStorm(storm, news, { policy, holders: new Map() }, at);
          ({ storm, due } = seen);
          if (seen.isStale) drawn.push(at);
        };
        const untilThen = (at: Instant) => {
          while (due !== undefined && due <= at) look(due, QUIET);
        };
        for (const { seconds, what } of all) {
          now = plusMinutes(now, seconds / 60);
          untilThen(now);
          look(now, what === 'joined' ? { ...QUIET, joined: ['Sev2'] } : { ...QUIET, isChanged: true });
        }
        const last = now;
        untilThen(later(10 / 60, last));
        assert.ok((drawn.at(-1) ?? '') >= last, `${drawn.join()} and the last came at ${last}`);
        for (const [n, at] of drawn.slice(1).entries()) assert.ok(at >= plusMinutes(drawn[n] ?? at, 10 / 60));
      }),
      runs(100),
    );
  });
});
