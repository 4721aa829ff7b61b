/** Words of the day of a deployment. */
export const rollCall = {
  title: 'Roll call',
  starts: (at: string) => `It starts ${at}. Whoever takes part says so here; Start waits for it.`,
  missing: (n: number) => (n === 1 ? '1 person missing' : `${String(n)} people missing`),
  over: 'This roll call is over.',
};
