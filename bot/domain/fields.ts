import type { Policy } from './policy.ts';
import { parseEnvironmentId } from './ids.ts';

/** How a field is asked and read. A form sends strings; lists arrive comma-separated. */
export type FieldKind =
  | 'line'
  | 'paragraph'
  | 'lines'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'number'
  | 'percentage'
  | 'minutes'
  | 'date'
  | 'time'
  | 'person'
  | 'people'
  | 'link';

export const SECTIONS = ['what', 'impact', 'risk', 'testing', 'rollback', 'window', 'on-call'] as const;
export type Section = (typeof SECTIONS)[number];

interface FieldShape {
  readonly id: string;
  readonly section: Section;
  readonly kind: FieldKind;
  readonly need: 'required' | 'optional';
  /** Fixed choices, or where they come from. */
  readonly options?: readonly string[] | 'services' | 'environments' | 'change-types';
  /** Longest text, in characters. */
  readonly most?: number;
  readonly start?: string;
}

/**
 * What a request asks, in the order of the form: the deployment request template of seeds/002 as far as these
 * sections go. The form, its checks, the plan's type and the diff between revisions all follow from this table.
 */
export const FIELDS = [
  { id: 'service', section: 'what', kind: 'choice', need: 'required', options: 'services' },
  { id: 'environment', section: 'what', kind: 'choice', need: 'required', options: 'environments', start: 'prod' },
  { id: 'version', section: 'what', kind: 'line', need: 'required', most: 64 },
  { id: 'title', section: 'what', kind: 'line', need: 'required', most: 80 },
  { id: 'changeTypes', section: 'what', kind: 'choices', need: 'required', options: 'change-types' },
  { id: 'summary', section: 'what', kind: 'paragraph', need: 'required', most: 600 },
  { id: 'link', section: 'what', kind: 'link', need: 'optional', most: 400 },

  {
    id: 'changes',
    section: 'impact',
    kind: 'choices',
    need: 'required',
    options: ['frontend', 'backend', 'database', 'infrastructure'],
  },
  { id: 'keyChanges', section: 'impact', kind: 'lines', need: 'required', most: 1200 },
  { id: 'migration', section: 'impact', kind: 'paragraph', need: 'required', most: 1200 },
  {
    id: 'customerImpact',
    section: 'impact',
    kind: 'choice',
    need: 'required',
    options: ['none', 'low', 'medium', 'high'],
    start: 'none',
  },
  {
    id: 'visibility',
    section: 'impact',
    kind: 'choice',
    need: 'required',
    options: ['internal', 'external'],
    start: 'internal',
  },
  {
    id: 'revenueImpact',
    section: 'impact',
    kind: 'choice',
    need: 'required',
    options: ['neutral', 'positive', 'negative'],
    start: 'neutral',
  },
  { id: 'touchesSecurity', section: 'impact', kind: 'yes-no', need: 'required', start: 'no' },

  {
    id: 'riskLevel',
    section: 'risk',
    kind: 'choice',
    need: 'required',
    options: ['low', 'medium', 'high', 'critical'],
    start: 'low',
  },
  {
    id: 'confidence',
    section: 'risk',
    kind: 'choice',
    need: 'required',
    options: ['95-100', '90-95', '80-90', 'below-80'],
    start: '95-100',
  },
  { id: 'risks', section: 'risk', kind: 'lines', need: 'required', most: 1200 },
  { id: 'mitigations', section: 'risk', kind: 'lines', need: 'required', most: 1200 },

  { id: 'unitCoverage', section: 'testing', kind: 'percentage', need: 'required', most: 8 },
  { id: 'unitTests', section: 'testing', kind: 'number', need: 'required', most: 12 },
  { id: 'integrationTests', section: 'testing', kind: 'number', need: 'optional', most: 12 },
  { id: 'e2eTests', section: 'testing', kind: 'number', need: 'optional', most: 12 },
  { id: 'securityReviewed', section: 'testing', kind: 'yes-no', need: 'required' },
  { id: 'reviewers', section: 'testing', kind: 'people', need: 'required' },
  { id: 'stagedOn', section: 'testing', kind: 'date', need: 'required' },
  { id: 'stagingSucceeded', section: 'testing', kind: 'yes-no', need: 'required' },
  { id: 'stagingIssues', section: 'testing', kind: 'line', need: 'optional', most: 200 },

  { id: 'rollbackSteps', section: 'rollback', kind: 'lines', need: 'required', most: 1500 },
  { id: 'rollbackMinutes', section: 'rollback', kind: 'minutes', need: 'required', most: 6, start: '10' },
  { id: 'rollbackTested', section: 'rollback', kind: 'yes-no', need: 'required' },
  { id: 'dataRollback', section: 'rollback', kind: 'yes-no', need: 'required', start: 'no' },
  { id: 'rollbackErrorRate', section: 'rollback', kind: 'percentage', need: 'required', most: 8, start: '5' },
  { id: 'rollbackResponseMs', section: 'rollback', kind: 'number', need: 'required', most: 8, start: '1000' },

  { id: 'date', section: 'window', kind: 'date', need: 'required' },
  { id: 'time', section: 'window', kind: 'time', need: 'required' },
  { id: 'duration', section: 'window', kind: 'minutes', need: 'required', most: 6, start: '30' },
  {
    id: 'userImpact',
    section: 'window',
    kind: 'choice',
    need: 'required',
    options: ['none', 'brief', 'extended'],
    start: 'none',
  },
  { id: 'maintenance', section: 'window', kind: 'yes-no', need: 'required', start: 'no' },
  { id: 'steps', section: 'window', kind: 'lines', need: 'required', most: 1500 },

  { id: 'onCallEngineer', section: 'on-call', kind: 'person', need: 'required' },
  { id: 'backupEngineer', section: 'on-call', kind: 'person', need: 'required' },
  { id: 'managerOnCall', section: 'on-call', kind: 'person', need: 'required' },
] as const satisfies readonly FieldShape[];

export type Field = (typeof FIELDS)[number];
export type FieldId = Field['id'];

/** What was typed so far, as it was typed. */
export type Answers = Readonly<Partial<Record<FieldId, string>>>;

export const fieldsOf = (section: Section): readonly Field[] => FIELDS.filter((field) => field.section === section);

export const field = (id: FieldId): FieldShape & { readonly id: FieldId } =>
  FIELDS.find((known) => known.id === id) as FieldShape & { readonly id: FieldId };

export const isFieldId = (raw: string): raw is FieldId => FIELDS.some(({ id }) => id === raw);

/** Whether the earlier answers make a field relevant: no migration without a database change, no staging proof for uat. */
export function isAsked(id: FieldId, answers: Answers, policy: Policy): boolean {
  switch (id) {
    case 'migration':
      return listOf(answers.changes).includes('database');
    case 'stagedOn':
    case 'stagingSucceeded':
    case 'stagingIssues':
      return environmentOf(answers, policy)?.proof === 'attested';
    default:
      return true;
  }
}

export const listOf = (typed: string | undefined): readonly string[] =>
  (typed ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function environmentOf(answers: Answers, policy: Policy) {
  const id = parseEnvironmentId(answers.environment);
  return id === undefined ? undefined : policy.environments.get(id);
}
