import type { Plan } from './plan.ts';

type Staged = Pick<Plan, 'stagedOn' | 'stagedTime' | 'stagingTestedOn' | 'stagingTestedTime'>;

/** A time of day that was not given: two days that are given alone are whole days apart. */
const NOON = '12:00';

/**
 * Hours from the deployment to staging until its testing was completed (seeds/002, "Duration in staging"), by the clock
 * on the wall; undefined when it was not asked, or one of the two days is missing.
 */
export function hoursInStaging({ stagedOn, stagedTime, stagingTestedOn, stagingTestedTime }: Staged): number | undefined {
  if (stagedOn === '' || stagingTestedOn === '') return undefined;
  const since = Date.parse(`${stagedOn}T${stagedTime === '' ? NOON : stagedTime}:00Z`);
  const until = Date.parse(`${stagingTestedOn}T${stagingTestedTime === '' ? NOON : stagingTestedTime}:00Z`);
  return (until - since) / 3_600_000;
}
