import assert from 'node:assert/strict';
import type { Declaration, DeclarationFacts } from '../../bot/domain/declare.ts';
import type { EnvironmentId, PersonId, RequestId } from '../../bot/domain/ids.ts';
import { completePlan, type Plan } from '../../bot/domain/plan.ts';
import {
  adele,
  alex,
  changeType,
  isaiah,
  later,
  lynne,
  megan,
  PAYMENTS,
  policyLike,
  pradeep,
  PROD,
  role,
  UAT,
} from '../support/given.ts';
import {
  declarationFacts,
  DECLARED_AT,
  declaredEmergency,
  declareEmergency,
  EMERGENCY_ID,
  voice,
} from '../support/given-emergency.ts';

const DAY = 24 * 60;
const policy = policyLike();
const refusal = (...args: Parameters<typeof declareEmergency>) => {
  const declared = declareEmergency(...args);
  return declared.ok ? 'accepted' : declared.problem;
};

describe('an emergency that is declared', () => {
  it('waits for one tap, and owes from the first moment all that was left out', () => {
    const declared = declareEmergency();
    const [submitted, ...rest] = declared.ok ? declared.value : [];
    assert.ok(submitted?.kind === 'submitted');
    assert.deepEqual(
      [submitted.id, submitted.by, submitted.risk, submitted.policyVersion, submitted.at],
      [EMERGENCY_ID, alex, { level: 'critical', reasons: [] }, 'policy-1', DECLARED_AT],
    );
    assert.deepEqual(submitted.requirements, [
      {
        anyOf: [role('devops-lead')],
        because: { kind: 'change-type', changeType: 'security-patch' },
        phase: 'technical',
        checklists: [],
      },
    ]);
    const owed = (id: string, kind: string, owner: PersonId, within: number) => ({
      kind: 'obligation-owed',
      owed: { id, kind, owner, since: DECLARED_AT, due: later(within, DECLARED_AT) },
      at: DECLARED_AT,
    });
    assert.deepEqual(rest, [
      { kind: 'phase-opened', phase: 'technical', at: DECLARED_AT },
      owed('complete-request', 'complete-request', alex, 120),
      owed('review', 'review', alex, 1_440),
      owed('confirm-approval-1', 'confirm-approval', megan, 1_440),
      owed('confirm-approval-2', 'confirm-approval', pradeep, 1_440),
    ]);
  });

  it('is a plan of what was said, with nothing made up', () => {
    const nothing = completePlan({} as Plan);
    assert.deepEqual(declaredEmergency().plan, {
      ...nothing,
      service: PAYMENTS,
      environment: PROD,
      version: '2.4.2',
      changeTypes: [changeType('security-patch')],
      title: 'Anybody can read the orders of anybody.',
      summary: 'Anybody can read the orders of anybody.\r\nSeen in the logs since 08:30.',
      riskLevel: 'critical',
      rollbackSteps: ['Swap the slots back', 'Tell support'],
      rollbackMinutes: 30,
      steps: ['2.4.2'],
      duration: 240,
      window: { start: DECLARED_AT, end: later(240, DECLARED_AT) },
      onCallEngineer: adele,
      backupEngineer: lynne,
      managerOnCall: pradeep,
    });
    assert.equal(declaredEmergency({ reason: 'It is down\nsince 08:30' }).plan.title, 'It is down');
    assert.equal(declaredEmergency({ reason: 'x'.repeat(200) }).plan.title, 'x'.repeat(80));
  });

  it('takes as many voices as policy wants, the last of whom is the manager on call', () => {
    const one = policyLike({ expedited: { ...policy.expedited, voices: [[role('cto')]] } });
    const { plan, emergency } = declaredEmergency({}, { policy: one });
    assert.deepEqual([plan.managerOnCall, emergency?.voices.map(({ by }) => by)], [megan, [megan]]);
  });

  it('names each voice by the role that the speaker holds, and who heard them', () => {
    assert.deepEqual(declaredEmergency().emergency, {
      reason: 'Anybody can read the orders of anybody.\r\nSeen in the logs since 08:30.',
      heardBy: lynne,
      voices: [
        { by: megan, as: role('cto'), at: later(2), answer: undefined },
        { by: pradeep, as: role('vp-engineering'), at: later(4), answer: undefined },
      ],
    });
    const asDirector = declaredEmergency(
      {},
      { holds: (person, as) => declarationFacts.holds(person, as) && as !== role('vp-engineering') },
    );
    assert.equal(asDirector.emergency?.voices[1]?.as, role('director'));
  });

  const incomplete: readonly Partial<Declaration>[] = [
    { service: undefined },
    { environment: undefined },
    { changeType: undefined },
    { heardBy: undefined },
    { onCall: undefined },
    { version: ' ' },
    { reason: ' ' },
    { rollback: '\n' },
    { voices: [voice(megan), voice(undefined)] },
    { voices: [voice(megan), { by: pradeep, at: undefined }] },
  ];
  it('leaves nothing out', () => {
    for (const changes of incomplete) {
      assert.deepEqual(refusal(changes), { code: 'emergency-incomplete' }, JSON.stringify(changes));
    }
  });

  const light = [...policy.environments.values()].map((one) => [one.id, { ...one, rules: 'light' as const }] as const);
  const refused: readonly (readonly [string, Partial<Declaration>, Partial<DeclarationFacts>, object])[] = [
    ['what is no version', { version: 'the fix' }, {}, { code: 'emergency-version' }],
    ['a kind of change that can wait', { changeType: changeType('database-schema') }, {}, { code: 'not-expedited' }],
    ['a kind of change that nobody knows', { changeType: changeType('party') }, {}, { code: 'not-expedited' }],
    ['an environment with little to approve', { environment: UAT }, {}, { code: 'no-emergency-there' }],
    ['an environment that nobody knows', { environment: 'moon' as EnvironmentId }, {}, { code: 'no-emergency-there' }],
    [
      'production, where little has to be approved there',
      {},
      { policy: { ...policy, environments: new Map(light) } },
      { code: 'no-emergency-there' },
    ],
    [
      'a version that is on its way already',
      {},
      { twin: 'DEP-7' as RequestId },
      { code: 'emergency-twin', by: 'DEP-7' as RequestId },
    ],
    ['a voice of whoever declares it', { voices: [voice(alex), voice(pradeep)] }, {}, { code: 'own-voice' }],
    ['the same voice twice', { voices: [voice(megan), voice(megan)] }, {}, { code: 'voice-twice' }],
    ['a speaker as the one who heard them', { heardBy: pradeep }, {}, { code: 'heard-by-speaker' }],
    ['a voice that is still to come', { voices: [voice(megan, later(11)), voice(pradeep)] }, {}, { code: 'voice-when' }],
    [
      'a voice of more than a day ago',
      { voices: [voice(megan), voice(pradeep, later(-DAY - 1, DECLARED_AT))] },
      {},
      { code: 'voice-when' },
    ],
    [
      'a voice of somebody who does not hold the role',
      { voices: [voice(megan), voice(isaiah)] },
      {},
      { code: 'voice-not-held', roles: [role('vp-engineering'), role('director')] },
    ],
    [
      'fewer voices than policy wants',
      { voices: [voice(megan)] },
      {},
      { code: 'voice-not-held', roles: [role('vp-engineering'), role('director')] },
    ],
    [
      'a tap that nobody but the one who declares it could give',
      {},
      { holders: new Map([[role('devops-lead'), [alex]]]) },
      { code: 'nobody-verifies', roles: [role('devops-lead')] },
    ],
    [
      'a tap that nobody could give at all',
      {},
      { holders: new Map() },
      { code: 'nobody-verifies', roles: [role('devops-lead')] },
    ],
  ];
  for (const [what, changes, known, problem] of refused) {
    it(`is not ${what}`, () => {
      assert.deepEqual(refusal(changes, known), problem);
    });
  }

  it('takes a voice of this very moment, and one of a day ago', () => {
    assert.equal(refusal({ voices: [voice(megan, DECLARED_AT), voice(pradeep, later(-DAY, DECLARED_AT))] }), 'accepted');
  });

  it('is verified by anybody else who holds one of the roles', () => {
    assert.equal(refusal({}, { holders: new Map([[role('devops-lead'), [alex, adele]]]) }), 'accepted');
    const either = policyLike({ expedited: { ...policy.expedited, verify: [[role('devops-lead'), role('cto')]] } });
    assert.equal(refusal({}, { policy: either, holders: new Map([[role('cto'), [megan]]]) }), 'accepted');
  });
});
