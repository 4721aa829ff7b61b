import type { Issue } from '../../domain/rollout.ts';
import type { Context } from '../context.ts';
import type { Mention } from '../mentions.ts';
import { exactMoment } from '../moments.ts';
import {
  badge,
  fact,
  factRow,
  nameOf,
  named,
  noteOn,
  paragraph,
  plain,
  strong,
  type Box,
  type FactRow,
  type Head,
  type Note,
  type Paragraph,
} from '../pieces.ts';
import { mentionOf, unmarked } from '../mentions.ts';
import { lifecycleHead, shouted, type RolledOut } from './rollout.ts';
import { stateText } from './tally.ts';

/** Seeds/002, "Deployment Issue". */
export interface IssueView {
  readonly fallback: string;
  readonly head: Head;
  readonly box: readonly Box[];
  readonly facts: readonly FactRow[];
  /** The on-call engineer, whom Teams notifies; everything in it is escaped. */
  readonly onCall: string;
  readonly paragraphs: readonly Paragraph[];
  readonly notes: readonly Note[];
  readonly entities: readonly Mention[];
}

export function issueView(request: RolledOut, issue: Issue, context: Context): IssueView {
  const { words } = context;
  const { lifecycle } = words;
  const over = request.rollout.ended !== undefined;
  const engineer = mentionOf(request.plan.onCallEngineer, context);
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(
      lifecycle.issue(shouted(request, context)),
      request,
      over ? badge(words.states[request.state], request.state === 'deployed' ? 'good' : 'quiet') : [],
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
    paragraphs: [paragraph(plain(over ? lifecycle.wasResolved : lifecycle.resolving))],
    notes: noteOn(request.id, lifecycle.reported(nameOf(issue.by, context), exactMoment(issue.at, context))),
    entities: over ? [] : [engineer],
  };
}
