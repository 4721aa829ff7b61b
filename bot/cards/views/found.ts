import type { DeployRequest } from '../../domain/request.ts';
import { standing } from '../../domain/standing.ts';
import { button, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { stamp } from '../moments.ts';
import { environmentTitle, nameOf, note, release } from '../pieces.ts';
import { rootView, type RootView } from './root.ts';
import { missingRoles, stateText } from './tally.ts';

/** A request where somebody has put it into a conversation: Teams asks for it anew when it is looked at again. */
export type FoundView = RootView & { readonly again: CardButton };

export const foundView = (request: DeployRequest, context: Context): FoundView => ({
  ...rootView(request, context),
  notes: note(context.words.search.asked(nameOf(request.requester, context), stamp(request.submittedAt, context))),
  again: button(context.words.search.again, 'request/look', { request: request.id }),
});

/** The two lines by which a request is chosen among others; Teams may read markup in them, so there is none. */
export function foundLines(request: DeployRequest, context: Context): { readonly title: string; readonly text: string } {
  const { words } = context;
  const stands =
    request.state === 'pending'
      ? words.list.missing(missingRoles(standing(request.requirements, request.votes), context))
      : stateText(request, words);
  const by = words.search.by(nameOf(request.requester, context));
  return {
    title: unmarked(`${release(request, context)} · ${environmentTitle(request, context)}`),
    text: unmarked([request.id, stands, by].join(' · ')),
  };
}
