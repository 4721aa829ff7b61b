import { ISSUE_ACTIONS, SEVERITIES, type IssueReport } from '../domain/rollout.ts';

/**
 * Reads `critical rolling-back 15 checkout fails for half the users`: severity, action and minutes between updates
 * in any order before the first other word; the rest is the description. Undefined when one of them is missing.
 */
export function parseIssueWords(text: string): Omit<IssueReport, 'by' | 'at'> | undefined {
  const words = text.trim().split(/\s+/);
  let severity: IssueReport['severity'] | undefined;
  let action: IssueReport['action'] | undefined;
  let every: number | undefined;

  while (words.length > 0) {
    const word = (words[0] ?? '').toLowerCase();
    const asSeverity = SEVERITIES.find((known) => known === word);
    const asAction = ISSUE_ACTIONS.find((known) => known === word);
    if (severity === undefined && asSeverity !== undefined) severity = asSeverity;
    else if (action === undefined && asAction !== undefined) action = asAction;
    else if (every === undefined && /^\d{1,3}m?$/.test(word)) every = Number.parseInt(word, 10);
    else break;
    words.shift();
  }

  const description = words.join(' ');
  if (severity === undefined || action === undefined || every === undefined || description === '') return undefined;
  return { severity, action, every, text: description };
}
