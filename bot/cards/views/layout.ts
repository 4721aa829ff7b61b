import type { FieldId } from '../../domain/fields.ts';

/** Inputs that stand beside the one before them, with their share of the row when it is not the half. */
const BESIDE: Readonly<Partial<Record<FieldId, number>>> = {
  environment: 1,
  title: 2,
  commit: 1,
  visibility: 1,
  touchesSecurity: 1,
  confidence: 1,
  loadResults: 2,
  expected: 1,
  unitStatus: 1,
  integrationStatus: 1,
  e2eStatus: 1,
  performanceDetails: 2,
  securityTestDetails: 2,
  accessibilityDetails: 2,
  stagedTime: 1,
  stagingTestedTime: 1,
  stagingIssues: 1,
  penTestedOn: 1,
  vulnerabilitiesResolved: 1,
  architectureReviewed: 1,
  rollbackTested: 1,
  rollbackErrorRate: 1,
  rollbackFailedCalls: 1,
  time: 1,
  userImpact: 1,
  updateStatusPage: 1,
  onCallContact: 1,
  backupContact: 1,
  managerContact: 1,
};

export const shareOf = (id: FieldId): number => BESIDE[id] ?? 1;

interface Placed {
  readonly field: FieldId;
  readonly problems: readonly unknown[];
}

export interface Row<Cell> {
  readonly cells: readonly Cell[];
}

/** Two short inputs stand side by side, or below each other when one has to be explained; the rest have a row of their own. */
export function rowsOf<Cell extends Placed>(cells: readonly Cell[]): readonly Row<Cell>[] {
  const rows: Row<Cell>[] = [];
  for (const cell of cells) {
    const [before] = rows.at(-1)?.cells ?? [];
    const fits = before !== undefined && rows.at(-1)?.cells.length === 1 && cell.field in BESIDE;
    if (fits && before.problems.length + cell.problems.length === 0) rows.splice(-1, 1, { cells: [before, cell] });
    else rows.push({ cells: [cell] });
  }
  return rows;
}
