import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { explain, type Block } from '../../bot/domain/explanation.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { simulate, suppose, type Simulation } from '../../bot/domain/simulation.ts';
import { nextStarts } from '../../bot/domain/starts.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
  changeType,
  deployedRequest,
  deployingRequest,
  diego,
  everyState,
  halfApproved,
  later,
  lynne,
  megan,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  pradeep,
  PROD,
  role,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const holders = new Map([...policy.roles].map(([id, { members }]) => [id, members]));
const calendar = createCalendar(policy.time);
const facts = { policy, holders, calendar, others: [], holds: NO_HOLDS };
const TUESDAY = later(1_530);
const during = later(12, WINDOW_START);

const blocks = (request: DeployRequest, now: Instant = TUESDAY): readonly Block[] => explain(request, facts, now).blocks;
const kinds = (request: DeployRequest, now?: Instant) => blocks(request, now).map(({ kind }) => kind);

describe('an explanation', () => {
  it('lists each approval that was asked, why, who may give it, and the vote that did', () => {
    const { asked } = explain(halfApproved(), facts, TUESDAY);
    assert.deepEqual(
      asked.map(({ requirement, mayGive, given }) => [requirement.anyOf.join(), requirement.because.kind, mayGive, given?.by]),
      [
        ['dba', 'change-type', [patti], patti],
        ['tech-lead', 'change-type', [asked[1]?.given?.by], asked[1]?.given?.by],
        ['cto', 'change-type', [megan], undefined],
        ['devops-lead', 'change-type', [adele, lynne], undefined],
      ],
    );
  });

  it('never names the requester as one who may approve', () => {
    const own = halfApproved({ requester: adele });
    assert.deepEqual(
      blocks(own).flatMap((block) => (block.kind === 'approval' ? [block.who] : [])),
      [[megan], [lynne]],
    );
  });

  it('names who holds an asked role and may not give it, with the rule', () => {
    const plan = planLike({ authors: [patti] });
    const lines = explain(halfApproved({ plan, requester: adele }), facts, TUESDAY).asked;
    assert.deepEqual(
      lines.map(({ barred }) => barred),
      [[{ person: patti, duty: 'author' }], [], [], [{ person: adele, duty: 'own-request' }]],
    );
  });

  const inTheWay: readonly (readonly [string, DeployRequest, Instant, readonly Block['kind'][]])[] = [
    ['approvals and the window', halfApproved(), TUESDAY, ['approval', 'approval', 'too-early']],
    ['approvals, once the window is open', halfApproved(), during, ['approval', 'approval']],
    ['the window of what is approved', approvedRequest(), TUESDAY, ['too-early']],
    ['nobody having started', approvedRequest(), during, ['not-started']],
    ['a window that has passed', approvedRequest(), later(30, WINDOW_START), ['expired']],
    ['the running step', deployingRequest(), during, ['step-open']],
    [
      'the last word',
      deployingRequest({ rollout: { ...deployedRequest().rollout, ended: undefined } }),
      during,
      ['not-finished'],
    ],
    ['the way back', rollingBackRequest(), during, ['not-back']],
    ['nothing, when it is done', deployedRequest(), during, []],
  ];
  for (const [what, request, now, expected] of inTheWay) {
    it(`says what is in the way: ${what}`, () => {
      assert.deepEqual(kinds(request, now), expected);
    });
  }

  it('names who asked for changes, and that the requester can edit', () => {
    const paused = everyState().find(({ state }) => state === 'paused') ?? halfApproved();
    const [first] = blocks(paused);
    assert.ok(first?.kind === 'changes-requested');
    assert.deepEqual([first.vote.by, first.who], [megan, [alex]]);
  });

  it('names approvals that fill nothing, and why', () => {
    const votes = [approval(adele, 'devops-lead', 40), approval(lynne, 'devops-lead', 55), approval(pradeep, 'director', 60)];
    assert.deepEqual(
      explain(pendingRequest({ votes }), facts, TUESDAY).idle.map(({ vote, because }) => [vote.by, because]),
      [
        [lynne, 'already-filled'],
        [pradeep, 'not-asked'],
      ],
    );
  });

  it('says that nobody is left, and when one person is needed twice', () => {
    const without = explain(halfApproved(), { ...facts, holders: new Map([[role('cto'), [megan]]]) }, TUESDAY);
    assert.deepEqual(
      without.blocks.flatMap((block) => (block.kind === 'approval' ? [block.who.length] : [])),
      [1, 0],
    );
    const twice = new Map([...holders, [role('devops-lead'), [megan]]]);
    const short = explain(halfApproved(), { ...facts, holders: twice }, TUESDAY).blocks.find(
      ({ kind }) => kind === 'too-few-people',
    );
    assert.ok(short?.kind === 'too-few-people' && short.missing.length === 1);
  });

  it('gives starts for what can still start only', () => {
    const withStarts = everyState().filter((request) => explain(request, facts, TUESDAY).starts.length > 0);
    assert.deepEqual(withStarts.map(({ state }) => state).toSorted(), ['approved', 'expired', 'paused', 'pending']);
  });
});

describe('the next legal starts', () => {
  const starts = (
    now: Instant,
    windows: readonly string[],
    others: readonly { window: { start: Instant; end: Instant } }[] = [],
  ) =>
    nextStarts(now, 30, { windows }, { calendar, work: policy.work, others }).map((at) => {
      const { date, time } = calendar.localOf(at);
      return `${date.slice(8)} ${time}`;
    });

  it('are at most three, one a day, inside the windows', () => {
    assert.deepEqual(starts(later(37), ['mon-thu 09:00-16:00']), ['23 09:45', '24 09:00', '25 09:00']);
    assert.deepEqual(starts(later(3 * 1_440 + 400), ['mon-thu 09:00-16:00']), ['30 09:00', '01 09:00', '02 09:00']);
  });

  it('are at the beginning of working hours where any hour is allowed', () => {
    assert.deepEqual(starts(later(37), []), ['23 09:45', '24 09:00', '25 09:00']);
    assert.deepEqual(starts(later(37), ['mon-sun 22:00-24:00']), ['23 22:00', '24 22:00', '25 22:00']);
    assert.deepEqual(starts(later(37), ['mon-sun 02:00-04:00']), ['24 02:00', '25 02:00', '26 02:00']);
  });

  it('leave out what another request has', () => {
    const window = { start: later(24 * 60), end: later(25 * 60) };
    assert.deepEqual(starts(later(37), ['mon-thu 09:00-16:00'], [{ window }]), ['23 09:45', '24 10:00', '25 09:00']);
  });

  it('are none where no window is ever long enough', () => {
    assert.deepEqual(starts(later(37), ['mon 09:00-09:15']), []);
  });
});

describe('a simulation', () => {
  const patch = { environment: PROD, changeTypes: [changeType('security-patch')] };
  const asked = ({ phases }: Simulation) => phases.flatMap((phase) => phase.asked);

  it('says who would be asked, who holds each role, and that they could approve', () => {
    const simulated = simulate(patch, { policy, holders, requester: alex });
    assert.deepEqual(
      asked(simulated).map(({ requirement, who, can }) => [requirement.anyOf.join(), who, can]),
      [
        ['cto', [megan], 'fill'],
        ['security-officer', [diego], 'fill'],
        ['devops-lead', [adele, lynne], 'fill'],
      ],
    );
    assert.ok(simulated.possible);
  });

  it('says in which order, and how long each phase may take', () => {
    const phase = (id: string, title: string, ...roles: readonly string[]) => ({
      id,
      title,
      roles: roles.map(role),
      checklists: new Map(),
    });
    const phased = policyLike({
      phases: [
        { ...phase('early', 'Early review', 'security-officer'), slaDays: 1 },
        phase('unused', 'Not asked', 'dba'),
        phase('late', 'Late review', 'cto', 'devops-lead'),
      ],
    });
    assert.deepEqual(
      simulate(patch, { policy: phased, holders, requester: alex }).phases.map(({ title, slaDays, asked: lines }) => [
        title,
        slaDays,
        lines.map(({ requirement }) => requirement.anyOf.join()),
      ]),
      [
        ['Early review', 1, ['security-officer']],
        ['Late review', undefined, ['cto', 'devops-lead']],
      ],
    );
  });

  it('is what the same plan is asked for when it is submitted', () => {
    assert.deepEqual(
      asked(simulate(planLike(), { policy, holders, requester: alex })).map(({ requirement }) => requirement),
      pendingRequest().requirements,
    );
  });

  it('names roles that only the requester holds, and people who are needed twice', () => {
    const own = simulate(patch, { policy, holders, requester: diego });
    assert.deepEqual([asked(own).map(({ can }) => can), own.possible], [['fill', 'nobody', 'fill'], false]);
    const alone = new Map([...holders, [role('devops-lead'), [megan]]]);
    const twice = simulate(patch, { policy, holders: alone, requester: alex });
    assert.deepEqual([asked(twice).filter(({ can }) => can === 'short').length, twice.possible], [1, false]);
  });

  it('says which answers would ask more roles, and not those that were answered', () => {
    const perhaps = (changes: readonly string[] | undefined) =>
      simulate(changes === undefined ? patch : { ...patch, changes }, { policy, holders, requester: alex }).perhaps;
    assert.deepEqual(
      perhaps(undefined).map(({ anyOf, when }) => [anyOf, [...when]]),
      [[[role('dba')], [['changes', ['database']]]]],
    );
    assert.deepEqual([perhaps(['backend']), perhaps(['database'])], [[], []]);
  });

  it('needs a kind of change only where the matrix applies, and names what it does not know', () => {
    const supposed = (answers: Parameters<typeof suppose>[0]) => suppose(answers, policy, calendar);
    assert.ok(supposed({ environment: UAT }).ok);
    const without = supposed({ environment: PROD });
    assert.deepEqual(without.ok ? [] : without.problem.map(({ field }) => field), ['changeTypes']);
    const wrong = supposed({ environment: PROD, changeTypes: 'security-patch', visibility: 'lots' });
    assert.deepEqual(wrong.ok ? [] : wrong.problem, [{ field: 'visibility', known: ['internal', 'external'] }]);
  });
});
