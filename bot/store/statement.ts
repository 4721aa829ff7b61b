/** Goes over the wire as text; SQL says what it is. */
export type Value = string | number | null;

/** SQL with the values of its places. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** Adds a value, and gives its place: `$1`, `$2`, … */
export type Put = (value: Value) => string;

/** For a statement whose shape depends on what it writes. */
export function createStatement(): { readonly put: Put; readonly statement: (text: string) => Statement } {
  const values: Value[] = [];
  return {
    put: (value) => `$${values.push(value)}`,
    statement: (text) => ({ text, values }),
  };
}
