import type { Context } from './context.ts';
import { moment } from './moments.ts';
import { nameOf, roleTitle } from './pieces.ts';
import type { Naming } from './words/explained.ts';

/** How the sentences name roles and moments for this reader. */
export const namingFor = (context: Context): Naming => ({
  role: (id) => roleTitle(id, context),
  person: (id) => nameOf(id, context),
  checkpoint: (id) => context.policy.gates.gates.find((gate) => gate.id === id)?.title ?? id,
  team: (id) => context.policy.gates.teams.get(id)?.title ?? id,
  environment: (id) => context.policy.environments.get(id)?.title ?? id,
  moment: (at) => moment(at, context),
});
