import { aloneOf, hereOf } from './address.ts';
import type { Visit } from './visit.ts';

/** Who sent this, as Teams has authenticated them; undefined when Teams does not say: nothing is done in the name of nobody. */
export const senderOf = ({ from, locale, zone }: Visit) =>
  from.person === undefined ? undefined : { id: from.person, name: from.name, locale, zone, account: accountOf(from.id) };

/** An id that Teams gives people towards a bot; undefined for any other. */
export const accountOf = (id: string): string | undefined => (/^29:\S{1,200}$/.test(id) ? id : undefined);

/** Where it was said, and where its sender can be written to alone. */
export const whereOf = (visit: Visit) => ({
  here: { conversation: hereOf(visit), scope: visit.conversation.scope },
  alone: aloneOf(visit),
});
