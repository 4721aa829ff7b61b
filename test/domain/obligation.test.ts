import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chasesOf } from '../../bot/domain/chase.ts';
import { chaseDue, decideChase } from '../../bot/domain/chasing.ts';
import type { LevelReached } from '../../bot/domain/levels.ts';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { drop, owe, type ObligationKind } from '../../bot/domain/obligation.ts';
import { postsOf } from '../../bot/domain/posts.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import {
  adele,
  alex,
  deployedRequest,
  isaiah,
  later,
  nestor,
  NOBODY_ABSENT,
  policyLike,
  pradeep,
  role,
  rolledBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const at = (minutes: number) => later(minutes, WINDOW_START);
const level = (...people: readonly PersonId[]): LevelReached => ({ people, channel: undefined });
const levels = [level(isaiah), level(pradeep)];

const owing = (kind: ObligationKind, within = 60, since = 0): DeployRequest =>
  evolve(deployedRequest(), owe({ kind, owner: alex, since: at(since), within }, at(0)));

/** Applies a command, as the flow does; refusals leave the request as it is. */
function after(
  request: DeployRequest,
  command: RequestCommand,
  minutes: number,
  rolesHeld = new Set<ReturnType<typeof role>>(),
) {
  const decided = decide(request, command, { policy, rolesHeld }, at(minutes));
  return decided.ok ? decided.value.reduce<DeployRequest>(evolve, request) : decided.problem.code;
}
const chase: RequestCommand = {
  kind: 'chase',
  facts: { policy, levels, holders: new Map(), absence: NOBODY_ABSENT, readers: new Set() },
};
const meet = (by: PersonId, note = ''): RequestCommand => ({ kind: 'meet-obligation', by, obligation: 'standby-check', note });

function chased(request: DeployRequest, ...minutes: readonly number[]): DeployRequest {
  return minutes.reduce((before, minute) => {
    const then = after(before, chase, minute);
    return typeof then === 'string' ? before : then;
  }, request);
}

describe('what is owed', () => {
  it('is reminded of at half time, reported when it is missed, and goes up a level each hour', () => {
    const end = chased(owing('review'), 29, 30, 31, 60, 61, 119, 120, 121, 180, 500);
    assert.deepEqual(
      end.chases.map(({ step, people, at: when }) => [step, people, when]),
      [
        ['half', [alex], at(30)],
        ['due', [alex], at(60)],
        ['level-1', [isaiah], at(120)],
        ['level-2', [pradeep], at(180)],
      ],
    );
  });

  it('is looked at again when its next step comes, and not any more when all were taken', () => {
    const due = (request: DeployRequest) => timersOf(request, policy).find(({ kind }) => kind === 'chase')?.due;
    const request = owing('review');
    assert.equal(due(request), at(30));
    assert.equal(due(chased(request, 30)), at(60));
    assert.equal(due(chased(request, 30, 60)), at(120));
    assert.equal(due(chased(request, 30, 60, 120, 180)), undefined);
  });

  it('says once that it is late when nobody could look earlier', () => {
    assert.deepEqual(
      chased(owing('review'), 75, 76).chases.map(({ step }) => step),
      ['due'],
    );
  });

  it('passes over a level that nobody is behind', () => {
    const facts = {
      policy,
      holders: new Map(),
      absence: NOBODY_ABSENT,
      readers: new Set<PersonId>(),
      levels: [level(), level(pradeep)],
    };
    const late = chased(owing('review'), 60);
    const decided = decideChase(late, facts, at(120));
    assert.ok(decided.ok);
    assert.deepEqual(
      decided.value.map((event) => event.kind === 'chased' && [event.step, event.people]),
      [['level-2', [pradeep]]],
    );
  });

  it('ends every reminder once it is met, also late', () => {
    const late = chased(owing('standby-check'), 60);
    const met = after(late, meet(alex, 'All green.'), 70);
    assert.ok(typeof met !== 'string');
    assert.equal(chaseDue(met, policy), undefined);
    assert.equal(after(met, chase, 500), 'not-due');
    assert.equal(met.obligations[0]?.met?.note, 'All green.');
  });

  it('is met by its owner or by whoever may run the deployment, and by nobody else', () => {
    const request = owing('standby-check');
    assert.equal(after(request, meet(nestor), 5), 'not-owed-by-you');
    const nestors = evolve(request, owe({ kind: 'action', owner: nestor, since: at(0), within: 60 }, at(0)));
    const done: RequestCommand = { kind: 'meet-obligation', by: nestor, obligation: 'action', note: '' };
    assert.ok(typeof after(nestors, done, 5) !== 'string', 'whoever promised it, holding no role');
    assert.ok(typeof after(request, meet(adele), 5) !== 'string', 'the on-call engineer');
    assert.ok(typeof after(request, meet(nestor), 5, new Set([role('devops-lead')])) !== 'string', 'a deployment role');
  });

  it('is met once, however often the button is tapped', () => {
    const once = after(owing('standby-check'), meet(alex), 5);
    assert.ok(typeof once !== 'string');
    assert.equal(after(once, meet(adele), 6), once);
  });

  it('cannot be met before its time, nor without words where words are owed', () => {
    assert.equal(after(owing('standby-check', 60, 30), meet(alex), 5), 'too-early');
    assert.equal(after(owing('cause'), { ...meet(alex), obligation: 'cause' } as RequestCommand, 5), 'reason-needed');
  });

  it('is met by a tap only where a tap can mean it', () => {
    for (const kind of ['complete-request', 'confirm-approval', 'review'] as const) {
      assert.equal(after(owing(kind), { ...meet(alex, 'Yes.'), obligation: kind } as RequestCommand, 5), 'unreadable');
    }
    assert.equal(after(deployedRequest(), meet(alex), 5), 'unreadable');
  });

  it('is met with what was found, from its first moment on', () => {
    const request = evolve(owing('standby-check'), owe({ kind: 'investigate', owner: alex, since: at(30), within: 60 }, at(0)));
    const command = { kind: 'meet-obligation', by: alex, obligation: 'investigate', note: ' A slow query. ' } as const;
    const decided = decide(request, command, { policy, rolesHeld: new Set() }, at(30));
    assert.deepEqual(decided, {
      ok: true,
      value: [{ kind: 'obligation-met', id: 'investigate', by: alex, note: 'A slow query.', at: at(30) }],
    });
    const met = after(request, command, 30);
    assert.deepEqual(typeof met === 'string' ? met : met.obligations.map(({ id, met: done }) => [id, done]), [
      ['standby-check', undefined],
      ['investigate', { by: alex, at: at(30), note: 'A slow query.' }],
    ]);
    const early = decide(owing('investigate', 60, 30), command, { policy, rolesHeld: new Set() }, at(29));
    assert.deepEqual(early, { ok: false, problem: { code: 'too-early', from: at(30) } });
  });

  it('is the cause of a rollback, once it is told, and nobody is asked for another one', () => {
    const tells = { kind: 'meet-obligation', by: alex, obligation: 'cause', note: 'An index' } as const;
    const owed = (request: DeployRequest) =>
      evolve(request, owe({ kind: 'cause', owner: alex, since: at(24), within: 60 }, at(24)));
    const kinds = (request: DeployRequest) => {
      const decided = decide(owed(request), tells, { policy, rolesHeld: new Set() }, at(40));
      return decided.ok && decided.value.map((event) => event.kind);
    };
    const back = rolledBackRequest();
    const told = after(owed(back), tells, 40);
    assert.ok(typeof told !== 'string' && told.state === 'rolled-back');
    assert.deepEqual(told.rollout.cause, { by: alex, text: 'An index', at: at(40) });
    assert.deepEqual(kinds(back), ['obligation-met', 'cause-recorded']);
    const cause = { by: adele, text: 'A typo', at: at(30) };
    assert.deepEqual(kinds({ ...back, rollout: { ...back.rollout, cause } }), ['obligation-met']);
    assert.deepEqual(kinds(deployedRequest()), ['obligation-met']);
    const looked = { ...tells, obligation: 'investigate' };
    const investigated = evolve(back, owe({ kind: 'investigate', owner: alex, since: at(24), within: 5 }, at(24)));
    const met = after(investigated, looked, 40);
    assert.ok(typeof met !== 'string' && met.state === 'rolled-back' && met.rollout.cause === undefined);
  });

  it('is numbered where it is owed more than once, replaced where it is owed again, and gone when it is dropped', () => {
    const look = (n: number, minutes: number) =>
      owe({ kind: 'standby-check', owner: alex, since: at(minutes), within: 30, n }, at(0));
    const ids = (request: DeployRequest) => request.obligations.map(({ id, due, met }) => [id, due, met]);
    const twice = [look(1, 0), look(2, 30)].reduce<DeployRequest>(evolve, deployedRequest());
    assert.deepEqual(ids(twice), [
      ['standby-check-1', at(30), undefined],
      ['standby-check-2', at(60), undefined],
    ]);
    assert.deepEqual(ids(evolve(twice, look(1, 90))), [
      ['standby-check-2', at(60), undefined],
      ['standby-check-1', at(120), undefined],
    ]);
    assert.deepEqual(ids(evolve(twice, drop('standby-check-1', at(5)))), [['standby-check-2', at(60), undefined]]);
  });

  it('stands in the thread, with its owner, and what is missed with the level that is told', () => {
    const wishes = postsOf(chased(owing('review'), 30, 60, 120), policy).map(({ view, place }) => [view, place.kind]);
    const about = wishes.filter(([view = '']) => /^(obligations|owed|chase)/.test(view));
    assert.deepEqual(about, [
      ['obligations', 'thread'],
      ['owed-review', 'person'],
      ['chase-1', 'person'],
      ['chase-2', 'thread'],
      ['chase-2', 'person'],
      ['chase-3', 'thread'],
      ['chase-3', 'person'],
    ]);
  });

  it('is never said twice at the same step, whenever it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 30 }), (minutes) => {
        const end = chased(owing('review'), ...minutes.toSorted((a, b) => a - b));
        const steps = chasesOf(end.chases, { kind: 'obligation', id: 'review' }).map(({ step }) => step);
        assert.equal(new Set(steps).size, steps.length);
        assert.deepEqual(
          steps,
          ['half', 'due', 'level-1', 'level-2'].filter((step) => steps.includes(step as 'half')),
        );
      }),
    );
  });
});
