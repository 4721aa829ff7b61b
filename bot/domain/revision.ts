import { freezesMetBy } from './met-freeze.ts';
import { approvalOf, keptVotes } from './approval.ts';
import { completion, owesCompletion } from './emergency.ts';
import type { Decision, DecisionFacts, RequestCommand } from './decide.ts';
import { changedFields } from './difference.ts';
import type { FieldId } from './fields.ts';
import { parseRoleId, type RoleId } from './ids.ts';
import type { DeployRequest } from './request.ts';
import { wantedNow, type Turns } from './phases.ts';
import { accept, refuse } from './result.ts';
import { termsOf } from './terms.ts';
import type { Instant } from './time.ts';

type Revise = Extract<RequestCommand, { kind: 'revise' }>;

/** A checked plan in place of the old one. Votes stay unless what their role must see has changed. */
export function decideRevision(request: DeployRequest, command: Revise, { policy }: DecisionFacts, now: Instant): Decision {
  const { by, plan, risk } = command;
  if (by !== request.requester) return refuse({ code: 'not-requester' });
  const isCompletion = owesCompletion(request);
  if (!isCompletion && request.state !== 'pending' && request.state !== 'paused' && request.state !== 'approved') {
    return refuse({ code: 'already-over', state: request.state });
  }
  if (command.revision !== request.revision) return refuse({ code: 'stale-revision', revision: request.revision });
  if (isCompletion) return accept(completion(command, now));

  const changed = changedFields(request.plan, plan);
  const asked = new Set(request.requirements.flatMap(({ anyOf }) => anyOf));
  const reopened = [...asked].filter((role) => changed.some((field) => concerns(field, role)));
  const terms = termsOf(plan, policy);
  const after = { requirements: terms.requirements, votes: keptVotes(request, { plan, reopened }) };
  const opened = asksAnew(request, after) ? [] : request.opened;
  return accept([
    { kind: 'revised', by, plan, risk, ...terms, reopened, at: now },
    ...freezesMetBy(risk, request.freezes, now),
    ...approvalOf({ ...after, plan, opened }, now),
  ]);
}

/** Whether an edit asks somebody who was not asked right before it: then the turn of their phase begins again. */
function asksAnew(before: Turns, after: Turns): boolean {
  const choices = (turns: Turns) => wantedNow(turns).map(({ requirement: { anyOf } }) => anyOf.join());
  const known = choices(before);
  return choices(after).some((choice) => !known.includes(choice));
}

const DATA: readonly string[] = ['dba', 'cto'];
const BUSINESS: readonly string[] = ['product-manager', 'vp-engineering', 'director'];
const SECURITY: readonly string[] = ['security-officer', 'cto'];
const SCALE: readonly string[] = ['devops-lead', 'tech-lead', 'cto'];
const QUALITY: readonly string[] = ['qa', 'tech-lead', 'cto'];
const COVER: readonly string[] = ['devops-lead', 'manager', 'vp-engineering', 'director'];

/** Design §5: version and commit reopen all; the migration its DBA and CTO; a typo in the summary nobody. */
const SEEN_BY: Partial<Record<FieldId, 'nobody' | readonly string[]>> = {
  template: 'nobody',
  title: 'nobody',
  summary: 'nobody',
  link: 'nobody',
  migration: DATA,
  migrationRollback: DATA,
  dataRollback: DATA,
  databaseFailures: DATA,
  revenueImpact: BUSINESS,
  customerImpact: BUSINESS,
  visibility: BUSINESS,
  notifyCustomers: BUSINESS,
  securityReviewed: SECURITY,
  touchesSecurity: SECURITY,
  vulnerabilities: SECURITY,
  vulnerabilitiesResolved: SECURITY,
  penTestedOn: SECURITY,
  securityTests: SECURITY,
  securityTestDetails: SECURITY,
  infrastructureDetails: SCALE,
  trafficIncrease: SCALE,
  trafficDetails: SCALE,
  capacity: SCALE,
  loadTests: SCALE,
  loadResults: SCALE,
  baseline: SCALE,
  expected: SCALE,
  benchmarked: SCALE,
  performanceTests: SCALE,
  performanceDetails: SCALE,
  accessibilityTests: QUALITY,
  accessibilityDetails: QUALITY,
  evidence: QUALITY,
  date: COVER, // a moved window: who is on call then, and who is told, is what it changes
  onCallEngineer: COVER,
  backupEngineer: COVER,
  managerOnCall: COVER,
  onCallContact: 'nobody',
  backupContact: 'nobody',
  managerContact: 'nobody',
  updateStatusPage: COVER,
  notifyStakeholders: 'nobody',
};

function concerns(field: FieldId, role: RoleId): boolean {
  const seenBy = SEEN_BY[field];
  if (seenBy === 'nobody') return false;
  return seenBy === undefined || seenBy.map(parseRoleId).includes(role);
}
