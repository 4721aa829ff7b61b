import type { DeployRequest } from '../domain/request.ts';
import type { CardMessage, Context } from './context.ts';
import { message, noticeCard, showButton } from './message.ts';
import { render } from './render.ts';
import { firstThatFits } from './size.ts';
import { type CheckInput, checkView } from './views/check.ts';
import { EDIT_EXTENTS, editView } from './views/edit.ts';
import { type FormInput, formView } from './views/form.ts';

/** Cards of a request that is being written, or written anew. */

/** One section of the form, with what was typed and what is wrong with it. */
export const formCard = (input: FormInput, context: Context): CardMessage =>
  message(render('form', formView(input, context)), context.words.form.summary);

/** The last page of the form. */
export const checkCard = (input: CheckInput, context: Context): CardMessage =>
  message(render('check', checkView(input, context)), context.words.check.summary);

/** What the last edit changed; a sentence once the request was edited again, or when it never was. */
export function editCard(request: DeployRequest, revision: number, context: Context): CardMessage {
  const { edit } = request;
  const { words } = context;
  if (edit === undefined) return noticeCard(words.edit.none(request.id), showButton(request, context));
  if (edit.revision !== revision) {
    return noticeCard(words.edit.overtaken(request.id, edit.revision), showButton(request, context));
  }
  const draws = EDIT_EXTENTS.map((extent) => () => render('edit', editView(request, edit, extent, context)));
  return message(firstThatFits(draws), words.edit.summary(request.id, edit.revision));
}
