/** What use cases need from outside. Each is an object or a function that bot/signoff.ts brings, and a test makes by hand. */
export * from './ports/present.ts';
export * from './ports/requests.ts';
export * from './ports/streams.ts';
export * from './ports/posts.ts';
export * from './ports/timers.ts';
export * from './ports/people.ts';
export * from './ports/alerts.ts';
export * from './ports/probes.ts';
export * from './ports/pulls.ts';
export * from './ports/telemetry.ts';
