import { checkCard, formCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { requirementsOf } from '../domain/requirements.ts';
import type { DraftView } from '../flows/fill-draft.ts';

/** The page of a draft that its writer has come to. */
export function drawDraft({ draft, problems, plan }: DraftView, context: Context): CardMessage {
  const { id, revision, section, answers, editing } = draft;
  const common = { id, revision, answers, problems, editing };
  if (section !== 'check') return formCard({ ...common, section }, context);
  const requirements = plan === undefined ? [] : requirementsOf(plan, context.policy);
  return checkCard({ ...common, plan, requirements }, context);
}
