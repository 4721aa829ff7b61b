import { listOf, type Answers } from './answers.ts';
import { SECTIONS, type Section } from './field-shape.ts';
import { FIELDS, type FieldId } from './field-table.ts';
import { parseFindings } from './findings.ts';
import { parseEnvironmentId } from './ids.ts';
import type { Policy } from './policy.ts';

type Relevance = (answers: Answers, policy: Policy) => boolean;

/** Whether the earlier answers make a field relevant: no migration without a database change, no staging proof for uat. */
export const isAsked = (id: FieldId, answers: Answers, policy: Policy): boolean => RELEVANT[id]?.(answers, policy) ?? true;

/** Whether a section has anything to ask. */
export const isShown = (section: Section, answers: Answers, policy: Policy): boolean =>
  FIELDS.some((field) => field.section === section && isAsked(field.id, answers, policy));

export const sectionsShown = (answers: Answers, policy: Policy): readonly Section[] =>
  SECTIONS.filter((section) => isShown(section, answers, policy));

const includes =
  (id: FieldId, value: string): Relevance =>
  (answers) =>
    listOf(answers[id]).includes(value);

const either =
  (...some: readonly Relevance[]): Relevance =>
  (answers, policy) =>
    some.some((relevance) => relevance(answers, policy));

const both =
  (...all: readonly Relevance[]): Relevance =>
  (answers, policy) =>
    all.every((relevance) => relevance(answers, policy));

const isNot =
  (id: FieldId, nothing: string): Relevance =>
  (answers) =>
    (answers[id] ?? nothing) !== nothing;

const hasFindings =
  (id: FieldId): Relevance =>
  (answers) =>
    (parseFindings(answers[id] ?? '') ?? []).length > 0;

/** More traffic than now: anything but nothing or a zero. */
const moreTraffic: Relevance = ({ trafficIncrease = '' }) => /[1-9]/.test(trafficIncrease);
const infrastructure = includes('changes', 'infrastructure');
const performance = includes('changeTypes', 'performance-improvement');

/** The environment takes the requester's word for how the version ran in the one before it. */
const attested: Relevance = ({ environment }, { environments }) => {
  const id = parseEnvironmentId(environment);
  return id !== undefined && environments.get(id)?.proof === 'attested';
};

const RELEVANT: Partial<Record<FieldId, Relevance>> = {
  template: (_, { templates }) => templates.size > 0,

  frontendDetails: includes('changes', 'frontend'),
  backendDetails: includes('changes', 'backend'),
  migration: includes('changes', 'database'),
  migrationRollback: includes('changes', 'database'),
  infrastructureDetails: infrastructure,

  capacity: either(moreTraffic, infrastructure),
  trafficDetails: moreTraffic,
  loadTests: moreTraffic,
  loadResults: moreTraffic,
  baseline: either(moreTraffic, performance),
  expected: either(moreTraffic, performance),
  benchmarked: either(moreTraffic, performance),

  accessibilityTests: includes('changes', 'frontend'),
  accessibilityDetails: includes('changes', 'frontend'),

  stagedOn: attested,
  stagedTime: attested,
  stagingTestedOn: attested,
  stagingTestedTime: attested,
  stagingSucceeded: attested,
  stagingIssues: attested,
  stagingResolved: both(attested, hasFindings('stagingIssues')),

  vulnerabilitiesResolved: hasFindings('vulnerabilities'),

  notifyCustomers: isNot('customerImpact', 'none'),
  updateStatusPage: either(isNot('userImpact', 'none'), includes('maintenance', 'yes')),
};
