import type { DeployRequest } from '../domain/request.ts';
import type { CardMessage, Context } from './context.ts';
import { named } from './pieces.ts';
import { render } from './render.ts';
import { approvalView } from './views/approval.ts';
import { formView, type FormInput } from './views/form.ts';
import { environmentTitle } from './pieces.ts';
import { requestView } from './views/request.ts';
import { stateText } from './views/tally.ts';

/** Every card that the conversation shows. Each takes domain values and for whom it is drawn, and reads nothing else. */
export function approvalCard(request: DeployRequest, context: Context): CardMessage {
  const { summaries } = context.words;
  return {
    card: render('approval', approvalView(request, context)),
    summary: summaries.approval(named(request, context), environmentTitle(request, context)),
  };
}

/** The requester's own card. */
export const requestCard = (request: DeployRequest, context: Context): CardMessage => ({
  card: render('request', requestView(request, context)),
  summary: stateSummary(request, context),
});

/** One section of the form, with what was typed. */
export const formCard = (input: FormInput, context: Context): CardMessage => ({
  card: render('form', formView(input, context)),
  summary: context.words.form.summary,
});

const stateSummary = (request: DeployRequest, context: Context): string =>
  `${named(request, context)}: ${stateText(request, context.words)}`;
