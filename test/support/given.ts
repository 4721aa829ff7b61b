/** What a test starts from: people, a policy, a plan and a request, each right in every way. */
export * from './given-people.ts';
export * from './given-policy.ts';
export * from './given-plan.ts';
export * from './given-requests.ts';
export * from './given-rollouts.ts';
