import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import { barredFrom } from '../../bot/domain/duties.ts';
import type { PersonId, RoleId } from '../../bot/domain/ids.ts';
import { phaseNow } from '../../bot/domain/phases.ts';
import { evolve, type DeployRequest, type RequestEvent, type Vote } from '../../bot/domain/request.ts';
import { unfillable, type Requirement } from '../../bot/domain/requirements.ts';
import { changedFields } from '../../bot/domain/difference.ts';
import { standing } from '../../bot/domain/standing.ts';
import { waitsFor } from '../../bot/domain/vote.ts';
import { runs } from '../support/runs.ts';
import { approval, later, pendingRequest, person, planLike, policyLike, role } from '../support/given.ts';

const RUNS = runs(2_000);
const PHASES = ['first', 'second', 'third'];
const ROLES = ['a', 'b', 'c', 'd', 'e'].map(role);
const PEOPLE = Array.from({ length: 7 }, (_, n) => person(100 + n));

const requirementOf = (phase: string, anyOf: readonly RoleId[]): Requirement => ({
  anyOf,
  phase,
  because: { kind: 'change-type', changeType: 'database-schema' },
  checklists: [],
});

/** Up to six requirements in up to three phases, whose choices of roles overlap. */
const requirements = fc
  .array(fc.tuple(fc.constantFrom(...PHASES), fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((asked) =>
    asked
      .map(([phase, anyOf]) => requirementOf(phase, anyOf))
      .toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase)),
  );

const holders = fc
  .array(fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 4 }), { minLength: ROLES.length, maxLength: ROLES.length })
  .map((held) => new Map(ROLES.map((id, n) => [id, held[n] ?? []])));

/** One approval each of some of the people, as any role. */
const votes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...ROLES)), { selector: ([by]) => by, maxLength: 7 })
  .map((cast) => cast.map(([by, as], n) => approval(by, as, n)));

const filled = (asked: readonly Requirement[], cast: readonly Vote[]): readonly boolean[] =>
  standing(asked, cast).lines.map(({ filledBy }) => filledBy !== undefined);

/** Whether these seats can each have a claim of its own, by trying everything. */
function canSeat(
  seats: readonly ((claim: number) => boolean)[],
  claims: number,
  taken: ReadonlySet<number> = new Set(),
): boolean {
  const [first, ...rest] = seats;
  if (first === undefined) return true;
  for (let claim = 0; claim < claims; claim += 1) {
    if (!taken.has(claim) && first(claim) && canSeat(rest, claims, new Set([...taken, claim]))) return true;
  }
  return false;
}

describe('the tally, whatever was voted', () => {
  it('is the same for every order of the votes', () => {
    const shuffled = votes.chain((cast) => fc.tuple(fc.constant(cast), fc.shuffledSubarray(cast, { minLength: cast.length })));
    fc.assert(
      fc.property(requirements, shuffled, (asked, [cast, other]) => {
        assert.deepEqual(filled(asked, other), filled(asked, cast));
      }),
      RUNS,
    );
  });

  it('is not changed by a vote as a role that is not asked', () => {
    fc.assert(
      fc.property(requirements, votes, fc.nat({ max: 7 }), (asked, cast, at) => {
        const stranger = approval(person(999), 'stranger', 5);
        assert.deepEqual(filled(asked, cast.toSpliced(at, 0, stranger)), filled(asked, cast));
      }),
      RUNS,
    );
  });

  it('fills the earlier line where only one of two can be filled, and never fewer than any assignment would', () => {
    fc.assert(
      fc.property(requirements, votes, (asked, cast) => {
        const seat =
          ({ anyOf }: Requirement) =>
          (claim: number) =>
            anyOf.includes(cast[claim]?.as ?? role('nobody'));
        const best: Requirement[] = [];
        for (const one of asked) if (canSeat([...best, one].map(seat), cast.length)) best.push(one);
        assert.deepEqual(
          filled(asked, cast),
          asked.map((one) => best.includes(one)),
        );
      }),
      RUNS,
    );
  });

  it('gives each vote to one line, and only to one that asks its role', () => {
    fc.assert(
      fc.property(requirements, votes, (asked, cast) => {
        const { lines, missing } = standing(asked, cast);
        const used = lines.flatMap(({ filledBy }) => filledBy ?? []);
        assert.equal(new Set(used).size, used.length);
        assert.equal(missing, asked.length - used.length);
        for (const { requirement, filledBy } of lines) {
          assert.ok(filledBy === undefined || requirement.anyOf.includes(filledBy.as));
        }
      }),
      RUNS,
    );
  });
});

describe('a quorum', () => {
  it('is called impossible exactly when nobody finds people for it by trying everything', () => {
    fc.assert(
      fc.property(requirements, holders, fc.subarray(PEOPLE), (asked, held, excluded) => {
        const { empty, short } = unfillable(asked, { holders: held, excluded: new Set(excluded), personFills: 'one-role' });
        const may =
          ({ anyOf }: Requirement) =>
          (n: number) =>
            !excluded.includes(PEOPLE[n] ?? person(0)) && anyOf.some((id) => held.get(id)?.includes(PEOPLE[n] ?? person(0)));
        assert.equal(empty.length + short.length === 0, canSeat(asked.map(may), PEOPLE.length));
      }),
      RUNS,
    );
  });

  it('is there whenever everybody holds every role and there are as many people as lines', () => {
    const everyone = new Map(ROLES.map((id) => [id, PEOPLE]));
    fc.assert(
      fc.property(requirements, (asked) => {
        const found = unfillable(asked, { holders: everyone, excluded: new Set(), personFills: 'one-role' });
        assert.deepEqual(found, { empty: [], short: [] });
      }),
      runs(500),
    );
  });
});

const policy = policyLike({
  phases: PHASES.map((id) => ({ id, title: id, roles: [], checklists: new Map() })),
});

/** A request with these requirements whose first phase has its turn. */
function asking(asked: readonly Requirement[]): DeployRequest {
  const phases = PHASES.filter((id) => asked.some(({ phase }) => phase === id)).map((id) => ({ id, title: id }));
  return pendingRequest({
    requester: PEOPLE[6] ?? person(0),
    plan: planLike({ authors: PEOPLE.slice(5, 6) }),
    requirements: asked,
    phases,
    opened: [{ phase: asked[0]?.phase ?? '', at: later(12) }],
  });
}

type Move = readonly [by: PersonId, as: RoleId, what: 'approve' | 'twice' | 'withdraw' | 'request-changes' | 'old'];
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.tuple(
    fc.constantFrom(...PEOPLE),
    fc.constantFrom(...ROLES),
    fc.constantFrom('approve', 'approve', 'approve', 'twice', 'withdraw', 'request-changes', 'old'),
  ),
  { maxLength: 25 },
);

function commandOf([by, as, what]: Move, { revision }: DeployRequest): RequestCommand {
  if (what === 'withdraw') return { kind: 'withdraw', by, as: undefined };
  return {
    kind: 'vote',
    by,
    as,
    choice: what === 'request-changes' ? what : 'approve',
    revision: what === 'old' ? revision + 1 : revision,
    policyVersion: 'policy-1',
    comment: 'said',
    answered: { ticked: [], waiver: '' },
  };
}

const rolesOf = (held: ReadonlyMap<RoleId, readonly PersonId[]>, by: PersonId): ReadonlySet<RoleId> =>
  new Set([...held].flatMap(([id, people]) => (people.includes(by) ? [id] : [])));

function moved(request: DeployRequest, move: Move, rolesHeld: ReadonlySet<RoleId>): readonly RequestEvent[] {
  const decided = decide(request, commandOf(move, request), { policy, rolesHeld }, later(600));
  return decided.ok ? decided.value : [];
}

describe('a request, whatever people tap', () => {
  it('is approved when nothing is missing and never before, counts nobody twice, and waits for the first open phase', () => {
    fc.assert(
      fc.property(requirements, holders, moves, (asked, held, taps) => {
        let request = asking(asked);
        for (const move of taps) {
          const events = moved(request, move, rolesOf(held, move[0]));
          request = events.reduce<DeployRequest>(evolve, request);
          if (move[2] === 'twice') assert.deepEqual(moved(request, move, rolesOf(held, move[0])), [], 'the same tap again');

          const { missing } = standing(request.requirements, request.votes);
          if (request.state === 'approved') assert.equal(missing, 0);
          if (request.state === 'pending') assert.ok(missing > 0);
          if (request.state === 'pending') assert.equal(request.opened.at(-1)?.phase, phaseNow(request));
          assert.equal(new Set(request.votes.map(({ by }) => by)).size, request.votes.length);
          for (const { by, as } of request.votes) {
            assert.ok(!barredFrom(request).has(by));
            assert.ok(held.get(as)?.includes(by), 'nobody votes as a role that they do not hold');
          }
          assert.equal(request.pauses.filter(({ to }) => to === undefined).length, request.state === 'paused' ? 1 : 0);
        }
      }),
      RUNS,
    );
  });

  it('asks only people whose approval brings it further', () => {
    fc.assert(
      fc.property(requirements, holders, moves, (asked, held, taps) => {
        const request = taps.reduce<DeployRequest>(
          (now, move) => moved(now, move, rolesOf(held, move[0])).reduce<DeployRequest>(evolve, now),
          asking(asked),
        );
        const before = standing(request.requirements, request.votes).missing;
        for (const by of PEOPLE) {
          if (!waitsFor(request, by, rolesOf(held, by), held)) continue;
          const helps = ROLES.some((as) => {
            const after = moved(request, [by, as, 'approve'], rolesOf(held, by)).reduce<DeployRequest>(evolve, request);
            return standing(after.requirements, after.votes).missing < before;
          });
          assert.ok(helps);
        }
      }),
      runs(1_000),
    );
  });
});

describe('a request that enough people could approve', () => {
  const attempts = fc.shuffledSubarray(
    PEOPLE.flatMap((by) => ROLES.map((as) => [by, as] as const)),
    { minLength: PEOPLE.length * ROLES.length },
  );

  it('is approved in the end whoever answers first, and as whatever they choose', () => {
    fc.assert(
      fc.property(requirements, holders, attempts, (asked, held, taps) => {
        let request = asking(asked);
        const { empty, short } = unfillable(asked, {
          holders: held,
          excluded: barredFrom(request),
          personFills: 'one-role',
        });
        fc.pre(empty.length + short.length === 0);
        for (let heard = true; heard;) {
          const before = request;
          for (const [by, as] of taps) {
            const facts = { policy, rolesHeld: rolesOf(held, by), holders: held };
            const decided = decide(request, commandOf([by, as, 'approve'], request), facts, later(600));
            request = decided.ok ? decided.value.reduce<DeployRequest>(evolve, request) : request;
          }
          heard = request !== before;
        }
        assert.equal(request.state, 'approved');
      }),
      runs(500),
    );
  });
});

describe('an edit', () => {
  const edits = fc.record(
    {
      title: fc.constantFrom('Ledger checkout', 'Ledger'),
      summary: fc.string({ maxLength: 20 }),
      migration: fc.constantFrom('', 'One column'),
      version: fc.constantFrom('2.4.1', '2.4.2'),
      revenueImpact: fc.constantFrom('neutral', 'negative'),
      onCallEngineer: fc.constantFrom(PEOPLE[0] ?? person(0), person(3)),
      touchesSecurity: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('asks again only those who must see what it changes', () => {
    const given = [approval(person(4), 'tech-lead', 1), approval(person(5), 'dba', 2), approval(person(2), 'cto', 3)];
    fc.assert(
      fc.property(edits, (changes) => {
        const request = pendingRequest({ votes: given });
        const plan = planLike(changes);
        const command = { kind: 'revise', by: request.requester, plan, risk: request.risk, revision: 1 } as const;
        const decided = decide(request, command, { policy: policyLike(), rolesHeld: new Set() }, later(600));
        assert.ok(decided.ok);
        const after = decided.value.reduce<DeployRequest>(evolve, request);
        const changed = changedFields(request.plan, plan);
        const kept = after.votes.map(({ as }) => as);
        if (changed.includes('version')) assert.deepEqual(kept, []);
        else if (changed.every((field) => field === 'title' || field === 'summary')) assert.equal(kept.length, given.length);
        else if (changed.includes('migration')) assert.ok(!kept.includes(role('dba')) && kept.includes(role('tech-lead')));
      }),
      runs(1_000),
    );
  });
});
