import process from 'node:process';

/** How often a property is tried: so many times, or fewer where `PROPERTY_RUNS` says so (`npm run mutate` does). */
export function runs(usual: number): { readonly numRuns: number } {
  const most = process.env['PROPERTY_RUNS'];
  return { numRuns: most === undefined ? usual : Math.min(usual, Number(most)) };
}
