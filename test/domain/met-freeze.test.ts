import assert from 'node:assert/strict';
import { NO_HOLDS, type Holds } from '../../bot/domain/clearance.ts';
import { decide, rolesInQuestion, type RequestCommand } from '../../bot/domain/decide.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { FreezeId, PersonId, RoleId, ServiceId } from '../../bot/domain/ids.ts';
import { freezesMetBy, stillFrozen } from '../../bot/domain/met-freeze.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import type { Instant } from '../../bot/domain/time.ts';
import {
  adele,
  approvedRequest,
  deployingRequest,
  everyState,
  halfApproved,
  later,
  megan,
  PAYMENTS,
  policyLike,
  PROD,
  rollingBackRequest,
  role,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const at = (minutes: number) => later(minutes, WINDOW_START);
/** Over the sample plan's window, which is half an hour long. */
const freeze = (changes: Partial<Freeze> = {}): Freeze => ({
  id: 'FRZ-1' as FreezeId,
  scope: {},
  span: { start: at(-60), end: at(60) },
  reason: 'Year end',
  by: adele,
  ...changes,
});
const other = freeze({ id: 'FRZ-2' as FreezeId, scope: { environment: PROD }, reason: 'Audit' });
const elsewhere = freeze({ id: 'FRZ-3' as FreezeId, scope: { service: 'orders' as ServiceId } });

const meets = (met: Freeze, lifted?: Instant): RequestCommand => ({ kind: 'meet-freeze', freeze: met, lifted });
const overrides = (by: PersonId, reason = ' The fix for the sale '): RequestCommand => ({
  kind: 'override-freeze',
  by,
  reason,
});
interface Facts {
  readonly freezes?: readonly Freeze[];
  readonly held?: readonly RoleId[];
  readonly holds?: Holds | undefined;
}
function decided(request: DeployRequest, command: RequestCommand, minutes: number, facts: Facts = {}) {
  const { freezes = [], held = [role('cto')] } = facts;
  const holds = 'holds' in facts ? facts.holds : { ...NO_HOLDS, freezes };
  const known = { policy, rolesHeld: new Set(held), ...(holds && { holds }) };
  const answer = decide(request, command, known, at(minutes));
  return answer.ok ? answer.value : answer.problem;
}
function after(request: DeployRequest, command: RequestCommand, minutes: number, facts: Facts = {}): DeployRequest {
  const events = decided(request, command, minutes, facts);
  assert.ok('map' in events, JSON.stringify(events));
  return events.reduce<DeployRequest>(evolve, request);
}

describe('a freeze that meets a request', () => {
  it('is kept with the request from then on, once', () => {
    const met = after(approvedRequest(), meets(freeze()), -600);
    assert.deepEqual(met.freezes, [{ freeze: freeze(), at: at(-600), override: undefined, liftedAt: undefined }]);
    assert.deepEqual(decided(met, meets(freeze()), -500), []);
  });

  it('is one over its window, or over its deployment while that is under way', () => {
    const late = freeze({ span: { start: at(30), end: at(90) } });
    const minutes = [29, 30, 89, 90];
    const meetsAt = (request: DeployRequest) => minutes.map((minute) => 'map' in decided(request, meets(late), minute));
    assert.deepEqual(meetsAt(approvedRequest()), [false, false, false, false], 'after its window');
    assert.deepEqual(meetsAt(deployingRequest()), [false, true, true, false]);
    assert.deepEqual(meetsAt(rollingBackRequest()), [false, true, true, false]);
    assert.deepEqual(decided(approvedRequest(), meets(late), 30), { code: 'not-due' });
    assert.deepEqual(decided(approvedRequest(), meets(elsewhere), 0), { code: 'not-due' });
  });

  it('does not concern a request that is over', () => {
    const concerned = everyState().filter((request) => 'map' in decided(request, meets(freeze()), 0));
    assert.deepEqual(
      concerned.map(({ state }) => state),
      ['pending', 'paused', 'approved', 'deploying', 'rolling-back'],
    );
  });

  it('is gone once it is lifted, for those who met it', () => {
    const met = after(after(approvedRequest(), meets(freeze()), -600), meets(other), -590);
    const gone = after(met, meets(freeze(), at(-500)), -499);
    assert.deepEqual(
      gone.freezes.map(({ freeze: { id }, liftedAt }) => [id, liftedAt]),
      [
        ['FRZ-1', at(-499)],
        ['FRZ-2', undefined],
      ],
    );
    assert.deepEqual(decided(gone, meets(freeze(), at(-500)), -498), []);
    assert.deepEqual(decided(approvedRequest(), meets(freeze(), at(-500)), -499), []);
    assert.deepEqual(decided(met, meets(elsewhere, at(-500)), -499), []);
  });

  it('is met at once by a request that policy lets in all the same, each one once', () => {
    const known = after(after(approvedRequest(), meets(freeze()), -600), meets(other), -590).freezes;
    const third = freeze({ id: 'FRZ-4' as FreezeId });
    assert.deepEqual(freezesMetBy({ frozen: [freeze(), other, third] }, known, at(0)), [
      { kind: 'freeze-met', freeze: third, at: at(0) },
    ]);
    assert.deepEqual(freezesMetBy({}, [], at(0)), []);
  });
});

describe('a freeze that is set aside for one request', () => {
  const frozen = { freezes: [elsewhere, freeze(), other] };

  it('lets it go on, with who said so, as what, and why', () => {
    const override = { by: megan, as: role('cto'), reason: 'The fix for the sale', at: at(-30) };
    assert.deepEqual(decided(approvedRequest(), overrides(megan), -30, frozen), [
      { kind: 'freeze-overridden', freezes: [freeze(), other], ...override },
    ]);
    const met = after(approvedRequest(), meets(freeze()), -600);
    assert.deepEqual(after(met, overrides(megan), -30, frozen).freezes, [
      { freeze: freeze(), at: at(-600), override, liftedAt: undefined },
      { freeze: other, at: at(-30), override, liftedAt: undefined },
    ]);
  });

  it('leaves other freezes as they were, and those that come later', () => {
    const met = after(approvedRequest(), meets(freeze()), -600);
    const { freezes } = after(met, overrides(megan), -30, { freezes: [other] });
    assert.deepEqual(
      freezes.map(({ freeze: { id }, override }) => [id, override?.by]),
      [
        ['FRZ-1', undefined],
        ['FRZ-2', megan],
      ],
    );
    const { window } = approvedRequest().plan;
    assert.deepEqual(stillFrozen(freezes, window), [freeze()]);
    assert.deepEqual(stillFrozen(freezes, { start: at(60), end: at(90) }), [], 'it is over by then');
    const lifted = freezes.map((one) => ({ ...one, liftedAt: at(-20) }));
    assert.deepEqual(stillFrozen(lifted, window), []);
    const once = after(met, overrides(megan), -30, { freezes: [freeze()] });
    assert.deepEqual(
      [decided(once, overrides(megan), -29, { freezes: [freeze()] }), decided(once, overrides(megan), -29, frozen)].map(
        (one) => ('map' in one ? one.length : one.code),
      ),
      ['not-frozen', 1],
    );
  });

  it('is a matter for the roles that policy names, which are asked of the directory', () => {
    assert.deepEqual(rolesInQuestion(approvedRequest(), overrides(adele), policy), [role('cto')]);
    const notOverrider = { code: 'not-overrider', roles: [role('cto')] };
    assert.deepEqual(decided(approvedRequest(), overrides(adele), -30, { ...frozen, held: [role('dba')] }), notOverrider);
  });

  it('needs a reason, which is cut to what a card holds', () => {
    assert.deepEqual(decided(approvedRequest(), overrides(megan, ' '), -30, frozen), { code: 'reason-needed' });
    const long = after(approvedRequest(), overrides(megan, 'x'.repeat(500)), -30, frozen);
    assert.equal(long.freezes[0]?.override?.reason, 'x'.repeat(300));
  });

  it('has to lie over the request, as far as anybody could read', () => {
    assert.deepEqual(decided(approvedRequest(), overrides(megan), -30), { code: 'not-frozen' });
    assert.deepEqual(decided(approvedRequest(), overrides(megan), -30, { freezes: [elsewhere] }), { code: 'not-frozen' });
    assert.deepEqual(decided(approvedRequest(), overrides(megan), -30, { holds: undefined }), { code: 'holds-unread' });
    const inUat = freeze({ scope: { service: PAYMENTS, environment: UAT } });
    assert.deepEqual(decided(halfApproved(), overrides(megan), -30, { freezes: [inUat] }), { code: 'not-frozen' });
  });
});
