import type { DeployRequest } from '../domain/request.ts';
import { type CardButton, button } from './actions.ts';
import type { AdaptiveCard, CardMessage, Context } from './context.ts';
import { named } from './pieces.ts';
import { render } from './render.ts';
import { noticeView } from './views/notice.ts';
import { stateText } from './views/tally.ts';

export const showButton = ({ id }: DeployRequest, { words }: Context): readonly CardButton[] => [
  button(words.buttons.show, 'request/show', { request: id }),
];

/** A sentence in place of a card, with buttons that lead on. */
export const noticeCard = (text: string, buttons: readonly CardButton[] = []): CardMessage =>
  message(render('notice', noticeView(text, buttons)), text);

export const message = (card: AdaptiveCard, summary: string): CardMessage => ({ card, summary });

export const stateSummary = (request: DeployRequest, context: Context): string =>
  `${named(request, context)}: ${stateText(request, context.words)}`;
