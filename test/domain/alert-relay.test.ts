import assert from 'node:assert/strict';
import { assert as check, boolean, constantFrom, integer, option, property, record } from 'fast-check';
import { isFlapping, relay, type Standing, type Told } from '../../bot/domain/alert-relay.ts';
import { ALERTS, later, MONDAY } from '../support/given.ts';

const TOLD: Told = { at: MONDAY, firing: 1, total: 1, severity: 'Sev2', notifiedAt: MONDAY };

const standing = (changes: Partial<Standing> = {}): Standing => ({
  firing: 1,
  total: 1,
  severity: 'Sev2',
  heardAt: MONDAY,
  told: undefined,
  held: undefined,
  isFlapping: false,
  isAcknowledged: false,
  isUrgent: false,
  ...changes,
});

const silenced = { by: 'silence', until: later(90) } as const;
const inhibited = { by: 'inhibition', until: undefined } as const;

/** What is asked, how many minutes after Monday morning, and what the answer is: a reason, or why not and until when. */
const TABLE: readonly (readonly [string, Partial<Standing>, number, string])[] = [
  ['is new', {}, 0, 'waiting until 0.5'],
  ['has been new for the wait', {}, 0.5, 'first'],
  ['is new and urgent', { isUrgent: true }, 0, 'first'],
  ['was over within the wait', { firing: 0 }, 0.5, 'resolved-early'],
  ['was over before it was heard of', { firing: 0, isUrgent: true }, 0, 'resolved-early'],
  ['is new and silenced', { held: silenced }, 1, 'silenced until 90'],
  ['is new and follows from something else', { held: inhibited }, 1, 'inhibited until 2'],
  ['is urgent and silenced', { held: silenced, isUrgent: true }, 1, 'silenced until 90'],
  ['is as it was told', { told: TOLD }, 1, 'told until 240'],
  ['has more alerts', { told: TOLD, firing: 2, total: 2 }, 1, 'waiting until 5'],
  ['has had more alerts for the interval', { told: TOLD, firing: 2, total: 2 }, 5, 'new-alerts'],
  ['has more alerts, one of them over', { told: TOLD, firing: 1, total: 2 }, 5, 'new-alerts'],
  ['has fewer that fire', { told: { ...TOLD, firing: 3, total: 3 }, firing: 2, total: 3 }, 1, 'waiting until 5'],
  ['has had fewer for the interval', { told: { ...TOLD, firing: 3, total: 3 }, firing: 2, total: 3 }, 5, 'changed'],
  ['became worse', { told: TOLD, severity: 'Sev0' }, 1, 'changed'],
  ['became worse with more alerts', { told: TOLD, severity: 'Sev0', firing: 2, total: 2 }, 1, 'changed'],
  ['is all over', { told: TOLD, firing: 0 }, 1, 'all-resolved'],
  ['was told to be over', { told: { ...TOLD, firing: 0 }, firing: 0 }, 300, 'told'],
  ['fires again', { told: { ...TOLD, firing: 0 } }, 1, 'changed'],
  ['fires again and flaps', { told: { ...TOLD, firing: 0 }, isFlapping: true }, 1, 'flapping until 5'],
  ['is all over and flaps', { told: TOLD, firing: 0, isFlapping: true }, 1, 'flapping until 5'],
  ['is all over and has flapped for the interval', { told: TOLD, firing: 0, isFlapping: true }, 5, 'all-resolved'],
  ['still fires after the repeat', { told: TOLD }, 240, 'repeat'],
  ['still fires after the repeat, and somebody is on it', { told: TOLD, isAcknowledged: true }, 240, 'told'],
  ['still fires after the repeat, silenced', { told: TOLD, held: silenced }, 240, 'silenced until 90'],
  ['was edited since people were notified', { told: { ...TOLD, at: later(200) } }, 240, 'repeat'],
  ['is over while it is silenced', { told: TOLD, firing: 0, held: silenced }, 1, 'all-resolved'],
];

const answer = (asked: Partial<Standing>, minutes: number): string => {
  const given = relay(standing(asked), ALERTS, later(minutes));
  if (given.kind === 'say') return given.reason;
  const until = given.again === undefined ? '' : ` until ${(Date.parse(given.again) - Date.parse(MONDAY)) / 60_000}`;
  return given.because + until;
};

describe('what is said of a group that', () => {
  for (const [what, asked, minutes, expected] of TABLE) {
    it(`${what}, ${minutes} min on: ${expected}`, () => {
      assert.equal(answer(asked, minutes), expected);
    });
  }

  const severity = constantFrom('Sev0', 'Sev1', 'Sev2', undefined);
  const counts = { firing: integer({ min: 0, max: 3 }), total: integer({ min: 3, max: 6 }), severity };
  const anything = record({
    ...counts,
    told: option(record({ ...counts, at: constantFrom(MONDAY, later(3)), notifiedAt: constantFrom(MONDAY) }), {
      nil: undefined,
    }),
    held: constantFrom(undefined, silenced, inhibited),
    isFlapping: boolean(),
    isAcknowledged: boolean(),
    isUrgent: boolean(),
  });

  it('is new and over is nothing, whatever else is so', () => {
    check(property(anything, (asked) => answer({ ...asked, told: undefined, firing: 0 }, 60) === 'resolved-early'));
  });

  it('is silenced notifies nobody, whatever else is so', () => {
    const notifies = (asked: Partial<Standing>) => ['first', 'repeat'].includes(answer({ ...asked, held: silenced }, 300));
    check(property(anything, (asked) => !notifies(asked)));
  });

  it('was told just as it is now is nothing new', () => {
    check(
      property(anything, (asked) => {
        const { firing, total, severity: worst } = asked;
        const now = later(10);
        const told = { firing, total, severity: worst, at: now, notifiedAt: now };
        return relay(standing({ ...asked, told }), ALERTS, now).kind === 'quiet';
      }),
    );
  });

  it('has to wait is told to be asked again later, never now or before', () => {
    check(
      property(anything, integer({ min: 0, max: 500 }), (asked, minutes) => {
        const given = relay(standing({ ...asked, held: undefined }), ALERTS, later(minutes));
        return given.kind === 'say' || given.again === undefined || given.again > later(minutes);
      }),
    );
  });
});

describe('a group', () => {
  it('flaps when it fired again three times within half an hour, and not when that took longer', () => {
    assert.equal(isFlapping([later(1), later(2), later(3)], later(10)), true);
    assert.equal(isFlapping([later(1), later(2)], later(10)), false);
    assert.equal(isFlapping([later(1), later(20), later(40)], later(41)), false);
  });
});
