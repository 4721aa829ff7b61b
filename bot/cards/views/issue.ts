import { isOpenIssue, type Issue } from '../../domain/rollout.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { badge, fact, factRow, nameOf, named, noteOn, paragraph, plain, shortened, strong } from '../pieces.ts';
import { unmarked } from '../inert.ts';
import { mentionOf } from '../mentions.ts';
import { issueAsks, wordsOn } from './issue-word.ts';
import { lifecycleHead, shouted, type RolledOut } from './rollout.ts';
import { stateText } from './tally.ts';

/** Seeds/002, "Deployment Issue". */
export interface IssueView extends CardOf<'head' | 'paragraphs' | 'facts' | 'box' | 'notes' | 'asks' | 'entities'> {
  /** The on-call engineer, whom Teams notifies; everything in it is escaped. */
  readonly onCall: string;
}

/** `n` counts from 1. */
export function issueView(
  request: RolledOut,
  { issue, n }: { readonly issue: Issue; readonly n: number },
  context: Context,
): IssueView {
  const { words } = context;
  const { lifecycle } = words;
  const over = !isOpenIssue(issue, request);
  const engineer = mentionOf(request.plan.onCallEngineer, context);
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(
      lifecycle.issue(shouted(request, context)),
      request,
      over ? badgeOf(issue, request, context) : [],
      context,
    ),
    box: [
      { style: over ? 'emphasis' : 'attention', lines: [paragraph(strong(`${lifecycle.issueLabel}: `), plain(issue.text))] },
    ],
    facts: [
      factRow(
        fact(lifecycle.severity, lifecycle.severities[issue.severity]),
        fact(lifecycle.action, lifecycle.actions[issue.action]),
        fact(lifecycle.updates, over ? lifecycle.noMoreUpdates : lifecycle.every(issue.every)),
      ),
    ],
    onCall: `${unmarked(lifecycle.onCall)}: ${over ? engineer.mentioned.name : engineer.text}`,
    paragraphs: [...lastWord(issue), paragraph(plain(over ? endOf(issue, context) : lifecycle.resolving))],
    notes: noteOn(request.id, lifecycle.reported(nameOf(issue.by, context), exactMoment(issue.at, context))),
    asks: over ? [] : issueAsks(request, n, context),
    entities: over ? [] : [engineer],
  };
}

function badgeOf({ resolved }: Issue, { state }: RolledOut, { words }: Context) {
  if (resolved !== undefined) return badge(words.issueWord.closed, 'good');
  return badge(words.states[state], state === 'deployed' || state === 'complete' ? 'good' : 'quiet');
}

const lastWord = (issue: Issue) =>
  wordsOn(issue)
    .slice(-1)
    .map(({ text }) => paragraph(plain(shortened(text, 1_000))));

const endOf = ({ resolved }: Issue, context: Context): string =>
  resolved === undefined
    ? context.words.lifecycle.wasResolved
    : context.words.issueWord.said(nameOf(resolved.by, context), exactMoment(resolved.at, context));
