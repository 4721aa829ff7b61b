import type { Storm } from '../domain/alert-storm.ts';
import type { PersonId, StormId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Storms } from './alert-ports.ts';
import type { Clock } from './ports.ts';

/** Anybody may say that they have seen a storm, and nobody further is told of it. Refuses `already-acknowledged`. */
export type AcknowledgeStorm = (by: PersonId, id: StormId) => Promise<Result<Storm, Refusal>>;

export const createAcknowledgeStorm =
  ({ storms, clock }: { readonly storms: Pick<Storms, 'acknowledge'>; readonly clock: Clock }): AcknowledgeStorm =>
  async (by, id) => {
    const storm = await storms.acknowledge(id, { by, at: clock.now() });
    if (storm?.acknowledged === undefined) return refuse({ code: 'unknown-alert' });
    const first = storm.acknowledged.by;
    return first === by ? accept(storm) : refuse({ code: 'already-acknowledged', by: first });
  };
