import { type Chase, levelOf } from './chase.ts';
import type { Freeze } from './freeze.ts';
import type { ChannelKey, PersonId } from './ids.ts';
import { DEPLOYMENTS, INCIDENTS, type Place, approvalPlace, channelOf, deploymentsOf, placeKey } from './places.ts';
import type { Policy } from './policy.ts';
import { asksOf } from './readiness.ts';
import type { DeployRequest, RequestState } from './request.ts';
import type { Requirement } from './requirements.ts';
import type { Issue } from './rollout.ts';
import type { Watch } from './watch.ts';

export { approvalPlace, deploymentsOf, personOf, placeKey, type Place, type PlaceKey } from './places.ts';

export type PostView =
  | `news-${RequestState}-${number}`
  | 'request'
  | 'digest'
  | `comment-${number}`
  | `edit-${number}`
  | 'root'
  | `approval-${number}`
  | 'scheduled'
  /** The announcement of a later revision. */
  | `scheduled-${number}`
  | 'live'
  | 'success'
  | 'rolled-back'
  | 'alert'
  | 'obligations'
  | 'post-review'
  | `denial-${number}`
  | 'stand-in'
  | `owed-${string}`
  | `chase-${number}`
  | 'ready'
  | 'no-go'
  /** The roll call of a revision. */
  | `roll-call-${number}`
  | `stray-${number}`
  | 'hook'
  | 'overrun'
  | 'watch'
  | `alarm-${number}`
  | `summary-${number}`
  | `rollback-asked-${number}`
  | `update-${number}-${number}`
  | 'freeze'
  | `lock-ending-${number}`
  /** A freeze that lies over the request, by its id. */
  | `freeze-${string}`
  | `again-${number}`
  | `escalation-${number}`
  | 'incident'
  | `update-${number}`
  | `reminder-${number}`
  | 'incident-summary'
  | 'storm'
  | 'silence'
  | 'silence-ended'
  | `issue-${number}`;

/** The approval card of the `n`th time, from 1, that the turn of a phase came; undefined for any other view. */
export function openingOf(view: PostView): number | undefined {
  const [, n] = /^approval-(\d+)$/.exec(view) ?? [];
  return n === undefined ? undefined : Number(n);
}

/** A card of this subject, in this view, belongs in this place. What it shows is decided when it is drawn. */
export interface Wish {
  readonly view: PostView;
  readonly place: Place;
  /** Left out where the bot cannot write yet: it is said elsewhere too. */
  readonly onlyWhereKnown?: true;
}

/** What the requester is told with a message of its own, because nobody is notified of a card that changes. */
const NEWS: readonly RequestState[] = ['paused', 'approved', 'rejected', 'expired'];

/** Every card that a request must have somewhere, as it stands. A card that was posted before stays and is redrawn. */
export function postsOf(request: DeployRequest, policy: Policy): readonly Wish[] {
  const channel = (key: ChannelKey): Place => channelOf(key, request, policy);
  const thread: Place = { kind: 'thread', of: request.id };
  const wishes: Wish[] = [
    { view: 'request', place: { kind: 'person', id: request.requester } },
    { view: 'root', place: channel(DEPLOYMENTS) },
  ];

  request.opened.forEach(({ phase }, n) => {
    const asked = request.requirements.filter((requirement) => requirement.phase === phase);
    for (const place of placesOf(asked, request, policy)) wishes.push({ view: `approval-${n + 1}`, place });
  });
  const asked = askedPlaces(request, policy);
  if (request.edit !== undefined) {
    for (const place of asked) wishes.push({ view: `edit-${request.revision}`, place });
  }
  wishes.push(...commentWishes(request, asked));
  if (request.requirements.length > 0 && NEWS.includes(request.state)) {
    const view = `news-${request.state}-${request.revision}` as const;
    wishes.push({ view, place: { kind: 'person', id: request.requester } });
  }
  request.strays.forEach((_, n) => wishes.push({ view: `stray-${n + 1}`, place: thread }));
  if (request.readiness.noGo !== undefined) {
    wishes.push({ view: 'no-go', place: thread }, { view: 'no-go', place: { kind: 'person', id: request.requester } });
  }
  if (request.announcedAt !== undefined) {
    const view = request.revision === 1 ? 'scheduled' : (`scheduled-${request.revision}` as const);
    wishes.push({ view, place: thread });
    if (isAskedFor(request, policy)) wishes.push({ view: 'ready', place: thread });
  }
  if (request.readiness.calledAt !== undefined) wishes.push({ view: `roll-call-${request.revision}`, place: thread });
  for (const { freeze } of request.freezes) wishes.push({ view: `freeze-${freeze.id}`, place: thread });
  if ('rollout' in request) {
    wishes.push({ view: 'live', place: thread });
    wishes.push(...issueWishes(request.rollout.issues, thread));
    request.rollout.asks.forEach((_, n) => wishes.push({ view: `rollback-asked-${n + 1}`, place: thread }));
    if (request.state === 'deployed' || request.state === 'complete') wishes.push({ view: 'success', place: thread });
    if (request.rollout.watch !== undefined) wishes.push(...watchWishes(request.rollout.watch, thread));
    if (request.rollout.overranAt !== undefined) wishes.push({ view: 'overrun', place: thread });
    if (request.rollout.hook?.answer !== undefined) wishes.push({ view: 'hook', place: thread });
    if (request.rollout.rollback !== undefined) wishes.push({ view: 'rolled-back', place: thread });
  }
  if (request.postReview !== undefined) wishes.push({ view: 'post-review', place: thread });
  return [...wishes, ...chasingPosts(request, policy)];
}

/** More people than this are asked in their channel only. */
const MOST_ALONE = 60;

/** The turn that has come, for each of these people in their own chat. */
export const aloneWishes = ({ opened }: DeployRequest, people: readonly PersonId[]): readonly Wish[] =>
  people.length > MOST_ALONE
    ? []
    : people.map((id) => ({ view: `approval-${opened.length}`, place: { kind: 'person', id }, onlyWhereKnown: true }));

/** Everywhere that somebody has been asked so far. */
function askedPlaces(request: DeployRequest, policy: Policy): readonly Place[] {
  const open = request.requirements.filter(({ phase }) => request.opened.some((opened) => opened.phase === phase));
  return placesOf(open, request, policy);
}

/** Where these are asked, each place once. */
const placesOf = (requirements: readonly Requirement[], request: DeployRequest, policy: Policy): readonly Place[] => [
  ...new Map(requirements.map((one) => approvalPlace(one, request, policy)).map((place) => [placeKey(place), place])).values(),
];

/** Told to the requester, or, by the requester, to those who were asked. */
const commentWishes = ({ comments, requester }: DeployRequest, asked: readonly Place[]): readonly Wish[] =>
  comments.flatMap(({ by }, n) => {
    const places: readonly Place[] = by === requester ? asked : [{ kind: 'person', id: requester }];
    return places.map((place) => ({ view: `comment-${n + 1}` as const, place }));
  });

/** What is owed stands in the thread and with its owner; each time somebody is told, that is a message of its own. */
function chasingPosts(request: DeployRequest, policy: Policy): readonly Wish[] {
  const { id, obligations, chases } = request;
  const thread: Place = { kind: 'thread', of: id };
  const owed = obligations
    .filter(({ kind }) => kind !== 'standby-check') // a look at a time: its reminder comes when it can be taken
    .map(({ id: owes, owner }) => ({ view: `owed-${owes}`, place: { kind: 'person', id: owner } }) as const);
  const told = chases.flatMap((chase, n) =>
    chasePlaces(chase, request, policy).map((place) => ({ view: `chase-${n + 1}`, place }) as const),
  );
  const denials = (request.emergency?.voices ?? []).flatMap(({ answer }, n) =>
    answer?.said === 'denied'
      ? [thread, channelOf(INCIDENTS, request, policy)].map((place) => ({ view: `denial-${n + 1}`, place }) as const)
      : [],
  );
  return [...denials, ...(obligations.length === 0 ? [] : [{ view: 'obligations', place: thread } as const]), ...owed, ...told];
}

/**
 * Of an obligation, the first reminder is between the two; what is missed, and what goes up, everybody in the thread may
 * know. An approval is reminded of where it was asked.
 */
function chasePlaces(chase: Chase, request: DeployRequest, policy: Policy): readonly Place[] {
  const { about, step, people, channel } = chase;
  const alone = people.map((person) => ({ kind: 'person', id: person }) as const);
  const known = channel !== undefined && policy.channels.has(channel) ? [{ kind: 'channel', key: channel } as const] : [];
  if (about.kind === 'obligation') return step === 'half' ? alone : [{ kind: 'thread', of: request.id }, ...known, ...alone];
  const asked = request.requirements.filter(({ phase }) => phase === about.phase);
  return [...placesOf(asked, request, policy), ...known, ...(levelOf(step) === 0 ? [] : alone)];
}

/** One card for the whole watch, a summary of each part that is over, and a message when it begins to look bad. */
function watchWishes({ checks, closed }: Watch, place: Place): readonly Wish[] {
  const alarms = checks.flatMap(({ verdict }, n): readonly Wish[] =>
    verdict === 'unhealthy' && checks[n - 1]?.verdict !== 'unhealthy' ? [{ view: `alarm-${n + 1}`, place }] : [],
  );
  return [{ view: 'watch', place }, ...alarms, ...closed.map((_, n): Wish => ({ view: `summary-${n + 1}`, place }))];
}

/** Each issue with a message for everything that was said about it since. */
const issueWishes = (issues: readonly Issue[], place: Place): readonly Wish[] =>
  issues.flatMap(({ updates, resolved }, n): readonly Wish[] => {
    const words = updates.length + (resolved === undefined ? 0 : 1);
    const said = Array.from({ length: words }, (_, k): Wish => ({ view: `update-${n + 1}-${k + 1}`, place }));
    return [{ view: `issue-${n + 1}`, place }, ...said];
  });

function isAskedFor(request: DeployRequest, policy: Policy): boolean {
  const { rollCall, checklist } = asksOf(request, policy);
  return rollCall.people + rollCall.named.length + checklist.length > 0;
}

/** Where a freeze is told of. */
export const freezePosts = ({ scope }: Pick<Freeze, 'scope'>, policy: Policy): readonly Wish[] => [
  { view: 'freeze', place: deploymentsOf(scope.service, policy) },
];
