import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterSend, nextSend, retryAt, type Lane } from '../../bot/domain/delivery.ts';
import { instant, type Instant } from '../../bot/domain/time.ts';
import { runs } from '../support/runs.ts';
import { MONDAY } from '../support/given.ts';

/** learn.microsoft.com, "Optimize your bot with rate limiting": messages of one bot to one conversation. */
const TEAMS_ALLOWS = [
  { seconds: 1, messages: 7 },
  { seconds: 2, messages: 8 },
  { seconds: 30, messages: 60 },
  { seconds: 3600, messages: 1800 },
];

const EMPTY: Lane = { short: undefined, long: undefined };
const plus = (at: Instant, milliseconds: number) => instant(Date.parse(at) + milliseconds);

/** Sends as early as the lane allows, each wish `gap` ms after the one before. */
function sendAll(gaps: readonly number[]): readonly number[] {
  let lane = EMPTY;
  let wish = MONDAY;
  let last = MONDAY;
  return gaps.map((gap) => {
    wish = plus(wish, gap);
    last = nextSend(lane, wish > last ? wish : last);
    lane = afterSend(lane, last);
    return Date.parse(last);
  });
}

describe('the budget of a conversation', () => {
  it('is never exceeded, however wishes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3_000 }), { minLength: 1, maxLength: 400 }), (gaps) => {
        const sent = sendAll(gaps);
        for (const { seconds, messages } of TEAMS_ALLOWS) {
          for (let n = messages; n < sent.length; n += 1) {
            assert.ok((sent[n] ?? 0) - (sent[n - messages] ?? 0) >= seconds * 1000, `${messages + 1} messages in ${seconds} s`);
          }
        }
      }),
      runs(200),
    );
  });

  it('is never exceeded in an hour of wishes without a pause', () => {
    const sent = sendAll(Array.from({ length: 2_500 }, () => 0));
    const inFirstHour = sent.filter((at) => at < Date.parse(MONDAY) + 3_600_000).length;
    assert.ok(inFirstHour <= 1800, `${inFirstHour} in an hour`);
  });

  it('lets a quiet conversation hear at once', () => {
    assert.equal(nextSend(EMPTY, MONDAY), MONDAY);
    assert.deepEqual(
      sendAll([0, 0, 0, 0, 0]).map((at) => at - Date.parse(MONDAY)),
      [0, 0, 0, 0, 0],
    );
  });
});

describe('a retry', () => {
  it('waits longer each time, up to a minute and a half', () => {
    const waits = [0, 1, 2, 3, 10].map((tries) => Date.parse(retryAt(tries, 0, 0, MONDAY)) - Date.parse(MONDAY));
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 60_000]);
  });

  it('waits up to half as much again, so that conversations do not march in step', () => {
    const waits = [0, 0.5, 1].map((random) => Date.parse(retryAt(1, 0, random, MONDAY)) - Date.parse(MONDAY));
    assert.deepEqual(waits, [2_000, 2_500, 3_000]);
  });

  it('waits at least as long as Teams asked', () => {
    assert.ok(retryAt(0, 30_000, 0, MONDAY) >= plus(MONDAY, 30_000));
    assert.ok(retryAt(0, 30_000, 0.99, MONDAY) <= plus(MONDAY, 45_000));
  });
});
