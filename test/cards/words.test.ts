import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { issueCard, liveCard, refusalText, scheduledCard, successCard } from '../../bot/cards/cards.ts';
import type { CardMessage } from '../../bot/cards/context.ts';
import { namingFor } from '../../bot/cards/naming.ts';
import { languageFor } from '../../bot/cards/words/language.ts';
import { groupId, type CheckpointId, type FreezeId, type TeamId } from '../../bot/domain/ids.ts';
import type { FieldRefusal, Refusal } from '../../bot/domain/refusal.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  DRAFT,
  PAYMENTS,
  later,
  pendingRequest,
  role,
  UAT,
  rollingBackRequest,
} from '../support/given.ts';
import { contextLike, sampleCards } from '../support/samples.ts';

const context = contextLike();
const inSpanish = contextLike(languageFor('es-ES', 'en-GB'));
const { id } = pendingRequest();
const FROZEN = { code: 'frozen', freeze: 'FRZ-3' as FreezeId, reason: 'Year end', by: alex, until: later(60) } as const;
const roles = [role('cto'), role('dba')];

const FIELD_REFUSALS: { readonly [Code in FieldRefusal['code']]: Extract<FieldRefusal, { code: Code }> } = {
  missing: { code: 'missing' },
  'too-long': { code: 'too-long', most: 80 },
  'not-an-option': { code: 'not-an-option' },
  'not-a-number': { code: 'not-a-number' },
  'not-a-percentage': { code: 'not-a-percentage', upTo: 100 },
  'not-minutes': { code: 'not-minutes' },
  'not-findings': { code: 'not-findings' },
  'not-evidence': { code: 'not-evidence', most: 10 },
  'not-a-date': { code: 'not-a-date' },
  'not-a-time': { code: 'not-a-time' },
  'not-a-link': { code: 'not-a-link' },
  'unknown-person': { code: 'unknown-person' },
  'not-a-version': { code: 'not-a-version' },
  'version-not-newer': { code: 'version-not-newer', running: '2.4.0' },
  'coverage-too-low': { code: 'coverage-too-low', minimum: 80 },
  'too-few-reviewers': { code: 'too-few-reviewers', minimum: 2 },
  'reviewer-is-requester': { code: 'reviewer-is-requester' },
  'staging-not-proven': { code: 'staging-not-proven' },
  'reviewer-is-author': { code: 'reviewer-is-author' },
  'tested-before-staged': { code: 'tested-before-staged' },
  'template-elsewhere': { code: 'template-elsewhere', services: [PAYMENTS] },
  'not-a-commit': { code: 'not-a-commit' },
  'staged-in-future': { code: 'staged-in-future' },
  'backup-is-on-call': { code: 'backup-is-on-call' },
  'window-past': { code: 'window-past' },
  'window-not-allowed': { code: 'window-not-allowed', next: later(60) },
  'window-taken': { code: 'window-taken', by: id, until: later(60) },
  frozen: FROZEN,
  locked: { code: 'locked', lock: { kind: 'no-cause', request: id } },
  'not-proven': { code: 'not-proven', version: '2.4.1', before: UAT },
  'already-requested': { code: 'already-requested', by: id },
  'nobody-holds': { code: 'nobody-holds', roles },
  'too-few-people': { code: 'too-few-people', roles },
};

const REFUSALS: { readonly [Code in Refusal['code']]: Extract<Refusal, { code: Code }> } = {
  'unknown-request': { code: 'unknown-request' },
  unreadable: { code: 'unreadable' },
  'evidence-unreadable': { code: 'evidence-unreadable' },
  'evidence-full': { code: 'evidence-full', most: 10 },
  'no-draft': { code: 'no-draft' },
  busy: { code: 'busy' },
  'unknown-draft': { code: 'unknown-draft' },
  'draft-open': { code: 'draft-open', draft: DRAFT },
  'stale-draft': { code: 'stale-draft' },
  incomplete: { code: 'incomplete', problems: [] },
  'cannot-move': { code: 'cannot-move', problem: { field: 'time', refusal: { code: 'window-past' } } },
  'nothing-to-review': { code: 'nothing-to-review' },
  'review-on-record': { code: 'review-on-record' },
  'review-open': { code: 'review-open', missing: ['cause'] },
  'action-unreadable': { code: 'action-unreadable' },
  'stale-revision': { code: 'stale-revision', revision: 3 },
  'not-pending': { code: 'not-pending', state: 'rejected' },
  'comment-unreadable': { code: 'comment-unreadable', most: 1_000 },
  'comments-full': { code: 'comments-full', most: 100 },
  'own-request': { code: 'own-request' },
  author: { code: 'author' },
  'role-not-asked': { code: 'role-not-asked' },
  'role-not-held': { code: 'role-not-held', role: role('cto') },
  'choose-role': { code: 'choose-role', roles },
  'already-voted': { code: 'already-voted', as: role('cto') },
  'needed-as': { code: 'needed-as', roles },
  'phase-later': { code: 'phase-later', roles, phase: 'Executive approval', now: 'Technical review' },
  'checklist-open': { code: 'checklist-open', as: role('cto'), open: 2, of: 5 },
  'no-vote': { code: 'no-vote' },
  'vote-final': { code: 'vote-final', state: 'approved' },
  'reason-needed': { code: 'reason-needed' },
  'not-requester': { code: 'not-requester' },
  'already-over': { code: 'already-over', state: 'deployed' },
  'not-approved': { code: 'not-approved', state: 'pending' },
  'not-ready': { code: 'not-ready', people: 3, named: [adele], lines: ['Rollback procedures reviewed with team'] },
  'not-of-the-team': { code: 'not-of-the-team' },
  'nothing-ticked': { code: 'nothing-ticked' },
  'not-watched': { code: 'not-watched' },
  'not-proven': { code: 'not-proven', version: '2.4.1', before: UAT },
  'other-run': { code: 'other-run' },
  'gate-shut': { code: 'gate-shut' },
  'not-rolling-back': { code: 'not-rolling-back' },
  'commit-unsaid': { code: 'commit-unsaid' },
  'other-commit': { code: 'other-commit', approved: '5275a45b7e99c7fd7265b790392c10a74101a67a' },
  'trigger-unsaid': { code: 'trigger-unsaid' },
  'other-trigger': { code: 'other-trigger', trigger: 'push', branch: 'feature/ledger' },
  'sequence-used': { code: 'sequence-used' },
  'out-of-order': { code: 'out-of-order' },
  'outside-windows': { code: 'outside-windows' },
  'on-call-gone': { code: 'on-call-gone', person: adele },
  'approval-missing': { code: 'approval-missing', missing: 1 },
  'approval-lost': { code: 'approval-lost', by: adele, role: role('cto') },
  'issue-over': { code: 'issue-over' },
  'no-rollback-asked': { code: 'no-rollback-asked' },
  'own-rollback': { code: 'own-rollback' },
  'not-deployer': { code: 'not-deployer' },
  'too-early': { code: 'too-early', from: later(60) },
  'too-late': { code: 'too-late' },
  'not-deploying': { code: 'not-deploying', state: 'approved' },
  'step-not-open': { code: 'step-not-open' },
  'steps-open': { code: 'steps-open', open: 2 },
  'issue-unreadable': { code: 'issue-unreadable' },
  'not-operator': { code: 'not-operator' },
  'unknown-channel': { code: 'unknown-channel', known: ['approvals'] },
  'not-owed-by-you': { code: 'not-owed-by-you' },
  'delegate-self': { code: 'delegate-self' },
  'delegation-over': { code: 'delegation-over' },
  'delegation-too-long': { code: 'delegation-too-long', days: 92 },
  'delegation-unreadable': { code: 'delegation-unreadable' },
  'role-not-yours': { code: 'role-not-yours', role: role('cto') },
  'nothing-to-delegate': { code: 'nothing-to-delegate' },
  'taker-away': { code: 'taker-away', until: later(60) },
  'already-delegated': { code: 'already-delegated', until: later(60) },
  'unknown-delegation': { code: 'unknown-delegation' },
  'stands-in-for-barred': { code: 'stands-in-for-barred' },
  'emergency-incomplete': { code: 'emergency-incomplete' },
  'emergency-version': { code: 'emergency-version' },
  'emergency-twin': { code: 'emergency-twin', by: id },
  'not-expedited': { code: 'not-expedited' },
  'no-emergency-there': { code: 'no-emergency-there' },
  'own-voice': { code: 'own-voice' },
  'voice-twice': { code: 'voice-twice' },
  'voice-when': { code: 'voice-when' },
  'voice-not-held': { code: 'voice-not-held', roles },
  'heard-by-speaker': { code: 'heard-by-speaker' },
  'nobody-verifies': { code: 'nobody-verifies', roles },
  'no-voice': { code: 'no-voice' },
  'voice-answered': { code: 'voice-answered' },
  'voice-denied': { code: 'voice-denied' },
  'already-answered-for': { code: 'already-answered-for', as: role('cto') },
  'not-due': { code: 'not-due' },
  frozen: FROZEN,
  locked: { code: 'locked', lock: { kind: 'taken', by: alex, reason: 'Load test', until: later(60), for: undefined } },
  'window-taken': { code: 'window-taken', by: id, until: later(60) },
  'not-in-policy': { code: 'not-in-policy', service: 'ledger', environment: 'prod' },
  'checkpoints-closed': { code: 'checkpoints-closed', checkpoints: ['infrastructure' as CheckpointId] },
  'holds-unread': { code: 'holds-unread' },
  'unknown-freeze': { code: 'unknown-freeze' },
  'not-freezer': { code: 'not-freezer' },
  'not-overrider': { code: 'not-overrider', roles },
  'not-frozen': { code: 'not-frozen' },
  'span-unreadable': { code: 'span-unreadable' },
  'lock-held': { code: 'lock-held', by: alex, reason: 'Load test', until: later(60) },
  'lock-too-long': { code: 'lock-too-long', most: 10_080 },
  'not-locked': { code: 'not-locked' },
  'not-locker': { code: 'not-locker' },
  'no-item': { code: 'no-item' },
  'unknown-item': { code: 'unknown-item' },
  'item-probed': { code: 'item-probed' },
  'not-of-the-owning-team': { code: 'not-of-the-owning-team', team: 'platform' as TeamId },
  'link-unreadable': { code: 'link-unreadable' },
  'not-rolled-back': { code: 'not-rolled-back', state: 'approved' },
  'unknown-alert': { code: 'unknown-alert' },
  'alert-over': { code: 'alert-over', group: groupId(7) },
  'already-acknowledged': { code: 'already-acknowledged', by: adele },
  'not-responder': { code: 'not-responder' },
  'no-incident': { code: 'no-incident' },
  'update-empty': { code: 'update-empty' },
  'no-deployment': { code: 'no-deployment' },
  'unknown-silence': { code: 'unknown-silence' },
  'silence-unreadable': { code: 'silence-unreadable' },
  'silence-too-wide': { code: 'silence-too-wide' },
  'silence-past': { code: 'silence-past' },
  'silence-without-reason': { code: 'silence-without-reason' },
  'silence-too-long': { code: 'silence-too-long', minutes: 10_080 },
  'directory-unreachable': { code: 'directory-unreachable' },
};

/** Every refusal with its sentence, as somebody reads it. */
function sentencesIn(read: typeof context): ReadonlyMap<string, string> {
  return new Map([
    ...Object.values(REFUSALS).map((refusal) => [refusal.code, refusalText(refusal, read)] as const),
    ...Object.values(FIELD_REFUSALS).map((refusal) => {
      const { wrong, next } = read.words.fieldRefusal({ field: 'time', refusal }, namingFor(read));
      return [`${refusal.code}, in the form,`, `${wrong} ${next}`] as const;
    }),
  ]);
}

describe('every refusal', () => {
  const english = sentencesIn(context);
  const spanish = sentencesIn(inSpanish);
  for (const [code, sentence] of english) {
    it(`${code} says in two sentences what is wrong and what to do, in each language`, () => {
      for (const said of [sentence, spanish.get(code) ?? '']) {
        assert.match(said, /^[A-ZÉÍ0-9«].{10,}\. .{8,}\.$/);
        assert.doesNotMatch(said, /undefined|\$\{|!|\bcto\b|\bdba\b/);
      }
      assert.notEqual(spanish.get(code), sentence);
    });
  }

  it('has a sentence of its own', () => {
    for (const said of [english, spanish]) assert.equal(new Set(said.values()).size, said.size);
  });
});

describe('the messages of a deployment', () => {
  const issue = issueCard(rollingBackRequest(), 1, context);
  assert.ok(issue !== undefined);
  const drawn: readonly (readonly [string, CardMessage])[] = [
    ['24 Hours Before', scheduledCard(approvedRequest(), context)],
    ['Deployment In Progress', liveCard(deployingRequest(), context)],
    ['Deployment Success', successCard(deployedRequest(), context)],
    ['Deployment Issue', issue],
  ];
  const headings = [
    '🚀 PRODUCTION DEPLOYMENT SCHEDULED',
    '🔄 PRODUCTION DEPLOYMENT IN PROGRESS',
    '✅ PRODUCTION DEPLOYMENT SUCCESSFUL',
    '🚨 PRODUCTION DEPLOYMENT - ISSUE DETECTED',
  ];
  drawn.forEach(([name, { card }], n) => {
    it(`"${name}" has the heading that the process document gives it`, () => {
      assert.ok(JSON.stringify(card).includes(headings[n] ?? 'no heading'));
    });
  });

  it('carry every field of the process document, where it is at hand', function () {
    const folder = new URL('../../../shared/seeds/', import.meta.url);
    const file = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith('002')) : undefined;
    if (file === undefined) return this.skip();
    const communication = readFileSync(new URL(file, folder), 'utf8').split('## Deployment Communication')[1] ?? '';
    for (const [name, { card }] of drawn) {
      const block = communication.split(`**${name}:**`)[1]?.split('```')[1] ?? '';
      const fields = block.split('\n').flatMap((line) => /^([A-Z][\w -]*)[:?] /.exec(line)?.[1] ?? []);
      assert.ok(fields.length >= 3, name);
      const text = JSON.stringify(card).toLowerCase();
      for (const field of fields) assert.ok(text.includes(field.toLowerCase()), `${name}: ${field}`);
    }
  });

  it('are the only ones with emoji', () => {
    for (const [name, { card }] of sampleCards()) {
      const found = JSON.stringify(card).match(/\p{Extended_Pictographic}/gu) ?? [];
      const allowed = /scheduled|live|success|issue/.test(name) ? ['🚀', '🔄', '⚡', '✅', '🚨', '✓'] : [];
      assert.deepEqual(
        found.filter((emoji) => !allowed.includes(emoji) && !'✓✗▸○'.includes(emoji)),
        [],
        name,
      );
    }
  });
});
