import * as cards from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { Samples } from './given-context.ts';
import { alex, emergencyRequest, later, lynne, megan, NAMES, owingRequest, pradeep, role, WINDOW_START } from './given.ts';

/** What an emergency asks and owes, an hour after the window opened. */
export function* owedSamples(around: Context): Samples {
  const context = { ...around, now: later(61, WINDOW_START) };
  const emergency = emergencyRequest();
  const denied = emergencyRequest({
    emergency: {
      reason: 'Anybody can read the orders of anybody.',
      heardBy: lynne,
      voices: [{ by: megan, as: role('cto'), at: later(2), answer: { said: 'denied', at: later(20) } }],
    },
  });
  const typed = { 'emergency-version': '2.4.2', 'voice-0': megan };
  yield ['emergency', cards.emergencyCard({ requester: alex, typed, people: [...NAMES.keys()] }, context)];
  yield ['emergency request', cards.requestCard(emergency, context)];
  yield ['emergency confirm', cards.confirmationCard(emergency, pradeep, context)];
  yield ['emergency denied', cards.denialCard(denied, 1, context)];
  const request = owingRequest();
  yield ['obligations', cards.obligationsCard(request, context)];
  for (const { id } of request.obligations) yield [`owed ${id}`, cards.owedCard(request, id, context)];
  const last = request.chases[0];
  if (last !== undefined) {
    const unmanaged = [{ of: megan, because: 'none' }] as const;
    const managed = { ...last, step: 'level-1', people: [pradeep], managersOf: [alex, lynne], unmanaged } as const;
    yield ['chase managers', cards.chaseCard({ ...request, chases: [managed] }, 1, context)];
  }
  for (const [n, { step }] of request.chases.entries()) yield [`chase ${step}`, cards.chaseCard(request, n + 1, context)];
}
