/** One line of the result. `goal` bounds `ratio`: from above where smaller is better, else from below. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
  readonly goal: number;
  readonly met: boolean;
}

/** As much as the other, or less. */
export const atMost = (goal: number, name: string, value: number, against: number): Row =>
  rowOf(name, value, against, value / against, goal, value / against <= goal);

/** As much as the other, or more. */
export const atLeast = (goal: number, name: string, value: number, against: number): Row =>
  rowOf(name, value, against, value / against, goal, value / against >= goal);

/** So many times as fast as the other; both are times. */
export const timesFaster = (goal: number, name: string, value: number, against: number): Row =>
  rowOf(name, value, against, against / value, goal, against / value >= goal);

function rowOf(name: string, value: number, against: number, ratio: number, goal: number, met: boolean): Row {
  return { name, value: rounded(value), against: rounded(against), ratio: rounded(ratio), goal, met };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** A Markdown table. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| what | Signoff | against | ratio | goal | met |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ name, value, against, ratio, goal, met }) =>
        `| ${name} | ${value} | ${against} | ${ratio} | ${goal} | ${met ? 'yes' : 'no'} |`,
    ),
  ].join('\n');
