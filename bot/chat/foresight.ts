import type { CardMessage } from '../cards/context.ts';
import type { DeployRequest } from '../domain/request.ts';

/** The card that answers a change of a request. */
export interface Foresight {
  /** Draws it from the request as it will be, as soon as the store is busy with writing that. */
  readonly foresee: (request: DeployRequest) => void;
  /** What was drawn before when it is of this very request, else drawn now. */
  readonly of: (request: DeployRequest) => CardMessage;
}

export function createForesight(draw: (request: DeployRequest) => CardMessage): Foresight {
  let next: DeployRequest | undefined;
  let foreseen: { readonly request: DeployRequest; readonly card: CardMessage } | undefined;
  return {
    foresee: (request) => {
      next = request;
      setImmediate(() => {
        if (next !== request) return;
        try {
          foreseen = { request, card: draw(request) };
        } catch {
          // It is drawn again for the answer, where whoever asked is told of the fault.
        }
      });
    },
    of: (request) => {
      next = undefined;
      return foreseen?.request === request ? foreseen.card : draw(request);
    },
  };
}
