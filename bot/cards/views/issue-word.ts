import { isOpenIssue, type Issue } from '../../domain/rollout.ts';
import { plusMinutes } from '../../domain/time.ts';
import { button, INPUT } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, stamp } from '../moments.ts';
import { badge, nameOf, named, note, paragraph, plain, type Ask } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';
import type { RolledOut } from './rollout.ts';

/** One promised update on an issue, or its end, as a message that people are notified of. Both count from 1. */
export function issueWordView(
  request: RolledOut,
  { issue: n, word: k }: { readonly issue: number; readonly word: number },
  context: Context,
): NoteView | undefined {
  const issue = request.rollout.issues[n - 1];
  const word = issue === undefined ? undefined : wordsOn(issue)[k - 1];
  if (issue === undefined || word === undefined) return undefined;

  const { words } = context;
  const { issueWord } = words;
  const closes = word === issue.resolved;
  const isLast = k === wordsOn(issue).length && isOpenIssue(issue, request);
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), issueWord.update(n)),
      over: `${plainEnvironment(request, context)} · ${closes ? issueWord.resolved(n) : issueWord.update(n)}`,
      badge: closes ? badge(issueWord.closed, 'good') : [],
      paragraphs: [paragraph(plain(word.text))],
      notes: note(
        issueWord.said(nameOf(word.by, context), stamp(word.at, context)),
        isLast ? issueWord.next(clock(plusMinutes(word.at, issue.every), context)) : '',
      ),
    },
    context,
  );
}

/** Everything said about an issue after it was reported, its end last. */
export const wordsOn = ({ updates, resolved }: Issue) => (resolved === undefined ? updates : [...updates, resolved]);

/** What can be said on the card of an open issue. */
export function issueAsks({ id }: RolledOut, n: number, { words: { issueWord } }: Context): readonly Ask[] {
  const of = { request: id, issue: n };
  return [
    {
      title: issueWord.post,
      style: 'positive',
      input: { id: INPUT.issueUpdate, label: issueWord.postLabel, hint: issueWord.postHint },
      send: button(issueWord.postSend, 'rollout/update-issue', of),
    },
    {
      title: issueWord.resolve,
      style: 'default',
      input: { id: INPUT.issueResolution, label: issueWord.resolveLabel, hint: issueWord.resolveHint },
      send: button(issueWord.resolveSend, 'rollout/resolve-issue', of),
    },
  ];
}
