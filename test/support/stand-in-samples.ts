import { delegateCard, standInCard } from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { Delegation } from '../../bot/domain/delegation.ts';
import type { DelegationId } from '../../bot/domain/ids.ts';
import type { Samples } from './given-context.ts';
import { adele, DRAFT, later, lynne, megan, NAMES, PAYMENTS, role } from './given.ts';

/** Who stands in for whom, before and after it is said. */
export function* standInSamples(context: Context): Samples {
  const asked = { person: adele, people: [...NAMES.keys()], today: '2026-11-23' };
  yield ['delegate', delegateCard({ ...asked, known: [] }, context)];
  yield ['delegate, given', delegateCard({ ...asked, known: standIns() }, context)];
  yield ['stand in', standInCard(standIns()[0], context)];
}

/** Lynne stands in for Adele this week, and Adele for Megan. */
function standIns(): readonly Delegation[] {
  const one = { id: DRAFT as string as DelegationId, madeAt: later(0), revokedAt: undefined, services: [] };
  const span = { start: later(-9 * 60), end: later(4 * 24 * 60 - 9 * 60) };
  return [
    { ...one, giver: adele, taker: lynne, span, roles: [role('devops-lead')], services: [PAYMENTS] },
    { ...one, giver: megan, taker: adele, span, roles: [] },
  ];
}
