import { aloneOf, hereOf } from './address.ts';
import type { Visit } from './visit.ts';

/** For whoever Teams does not name: nothing is done in the name of nobody. */
export const NOBODY = 'Teams did not say who you are, so nothing was done.';

/** Who sent this, as Teams has authenticated them; undefined when Teams does not say. */
export const senderOf = ({ from, locale, zone }: Visit) =>
  from.person === undefined ? undefined : { id: from.person, name: from.name, locale, zone };

/** Where it was said, and where its sender can be written to alone. */
export const whereOf = (visit: Visit) => ({
  here: { conversation: hereOf(visit), scope: visit.conversation.scope },
  alone: aloneOf(visit),
});
