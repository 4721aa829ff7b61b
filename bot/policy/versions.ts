import { gt, valid } from 'semver';
import type { Versions } from '../domain/rules.ts';

/** Semantic Versioning 2.0.0 to the letter: `2.4.1`, `2.4.1-rc.1+7`, but not `v2.4.1`, ` 2.4.1` or `2.4`. */
export const versions: Versions = {
  isVersion: (text) => /^\d/.test(text) && text.trim() === text && valid(text) !== null,
  isNewer: (a, b) => gt(a, b),
};
