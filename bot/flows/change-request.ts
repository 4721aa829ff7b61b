import { decide, needsHolds, rolesInQuestion, type RequestCommand } from '../domain/decide.ts';
import { isPerson, type DraftId, type RequestId, type RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { placeKey, postsOf, type Wish } from '../domain/posts.ts';
import type { Refusal } from '../domain/refusal.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../domain/request.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { barredFrom } from '../domain/duties.ts';
import type { StandsIn } from '../domain/delegation.ts';
import { rolesForVote } from '../domain/vote.ts';
import type { AskAlone } from './ask-alone.ts';
import type { StandIns } from './stand-ins.ts';
import { timersOf } from '../domain/timers.ts';
import type { Clock, Directory, RequestChange, Requests, StoredRequest } from './ports.ts';
import type { ReadHolds } from './read-holds.ts';

export interface Alongside {
  /** The draft that this change came from; it goes in the same transaction. */
  readonly usedUp?: DraftId;
  /** Told of the request as it will be, while that is being written: it is true only if the same one is given in the end. */
  readonly foresee?: (request: DeployRequest) => void;
}

export type ChangeRequest = (
  id: RequestId,
  command: RequestCommand,
  alongside?: Alongside,
) => Promise<Result<DeployRequest, Refusal>>;

export interface ChangeRequestPorts {
  readonly requests: Pick<Requests, 'find' | 'recall' | 'save'>;
  readonly directory: Pick<Directory, 'rolesOf' | 'holders'>;
  readonly readHolds: ReadHolds;
  readonly standIns: Pick<StandIns, 'of'>;
  readonly askAlone: AskAlone;
  readonly policy: Policy;
  readonly clock: Clock;
}

/** Whoever is faster goes first; the slower one decides again on what is true then. */
const ATTEMPTS = 8;

const NO_STAND_INS = accept<readonly StandsIn[]>([]);
const HOLDS_NONE = accept<ReadonlySet<RoleId>>(new Set());

/** Everything that happens to a request after its submission, whoever asks: a person, a timer or an alert. */
export function createChangeRequest({
  requests,
  directory,
  readHolds,
  standIns,
  askAlone,
  policy,
  clock,
}: ChangeRequestPorts): ChangeRequest {
  const standInsOf = (command: Extract<RequestCommand, { kind: 'vote' }>, request: DeployRequest, held: ReadonlySet<RoleId>) =>
    standIns.of(command.by, {
      roles: rolesForVote(request, command),
      service: request.plan.service,
      held,
      barred: barredFrom(request),
    });

  return async (id, command, { usedUp, foresee = () => undefined } = {}) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const recalled = attempt === 0 ? requests.recall(id) : undefined;
      const stored = recalled ?? (await requests.find(id));
      if (stored === undefined) return refuse({ code: 'unknown-request' });

      const roles = rolesInQuestion(stored.request, command, policy);
      const held =
        roles.length > 0 && 'by' in command && isPerson(command.by) ? await directory.rolesOf(command.by, roles) : HOLDS_NONE;
      if (!held.ok) return held;

      const holds = needsHolds(command) ? { holds: await readHolds(stored.request.plan) } : {};
      const standing = command.kind === 'vote' ? await standInsOf(command, stored.request, held.value) : NO_STAND_INS;
      if (!standing.ok) return standing;
      const holders = await directory.holders();
      const facts = { policy, rolesHeld: held.value, standIns: standing.value, holders, ...holds };
      const decided = decide(stored.request, command, facts, clock.now());
      const isDone = !decided.ok || decided.value.length === 0;
      // A save tells when what it builds on is out of date; without one, only the store itself may have the last word.
      if (isDone && recalled !== undefined) continue;
      if (!decided.ok) return decided;
      if (isDone) return accept(stored.request);

      const changed = changeOf(stored, decided.value, policy);
      const alone = await askAlone(stored.request, changed.request);
      const change = { ...changed, wishes: [...changed.wishes, ...alone], usedUp };
      foresee(change.request);
      if ((await requests.save(change)) === 'saved') return accept(change.request);
    }
    return refuse({ code: 'busy' });
  };
}

/** The events with all that follows from them: the folded request, cards that must now exist, timers to set and clear. */
export function changeOf(
  stored: StoredRequest | undefined,
  events: readonly RequestEvent[],
  policy: Policy,
): Omit<RequestChange, 'usedUp'> {
  const before = stored?.request;
  const request = events.reduce<DeployRequest | undefined>(evolve, before);
  if (request === undefined) throw new Error('a change needs at least one event');

  const known = new Set(before === undefined ? [] : postsOf(before, policy).map(wishKey));
  const timersBefore = before === undefined ? [] : timersOf(before, policy);
  const timersAfter = timersOf(request, policy);
  return {
    request,
    expected: stored?.place,
    events,
    wishes: postsOf(request, policy).filter((wish) => !known.has(wishKey(wish))),
    timers: {
      set: timersAfter.filter(({ kind, due }) => !timersBefore.some((timer) => timer.kind === kind && timer.due === due)),
      clear: timersBefore.map(({ kind }) => kind).filter((kind) => !timersAfter.some((timer) => timer.kind === kind)),
    },
  };
}

const wishKey = ({ view, place }: Wish): string => `${view} ${placeKey(place)}`;
