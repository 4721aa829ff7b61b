import type { Finding } from '../../domain/finding.ts';
import type { Policy } from '../../domain/policy.ts';
import { policyDrift } from '../../domain/policy-change.ts';
import { plusMinutes } from '../../domain/time.ts';
import type { Check } from '../examine.ts';
import type { Clock, Undelivered, Requests, Timers } from '../ports.ts';

/** Teams asks for a pause of some minutes at worst; what waits longer is stuck. */
const MINUTES_WAITING = 5;
/** A timer fires within seconds of its moment. */
const MINUTES_LATE = 5;

/** What is owed to conversations: cards that were given up, and cards that have waited too long. */
export function checkPosts(posts: Undelivered, clock: Clock): Check {
  return async () => {
    const { waiting, dead } = await posts.undelivered();
    const found: Finding[] = [];
    if (dead.length > 0) {
      const places = [...new Set(dead.map(({ place }) => place))];
      found.push({ code: 'posts-dead', posts: dead.length, places, because: dead[0]?.because ?? '' });
    }
    const late = plusMinutes(clock.now(), -MINUTES_WAITING);
    if (waiting.since !== undefined && waiting.since < late) {
      found.push({ code: 'posts-waiting', posts: waiting.posts, since: waiting.since });
    }
    return found.length === 0 ? [{ code: 'posts-delivered' }] : found;
  };
}

/** Timers that should have fired, which nobody looks after when the workers stand still. */
export function checkTimers(timers: Pick<Timers, 'due'>, clock: Clock): Check {
  return async () => {
    const [oldest] = await timers.due(plusMinutes(clock.now(), -MINUTES_LATE));
    return oldest === undefined ? [{ code: 'timers-fired' }] : [{ code: 'timers-late', since: oldest.due }];
  };
}

/** Requests on their way that were asked for under another policy than the one that is read now. */
export function checkPolicy(policy: Policy, requests: Pick<Requests, 'list'>): Check {
  return async () => {
    const waiting = await requests.list({ states: ['pending', 'paused', 'approved'] });
    const earlier = policyDrift(waiting, policy);
    return earlier.length === 0 ? [{ code: 'policy-current' }] : [{ code: 'policy-earlier', requests: earlier }];
  };
}
