import type { Doer, PersonId } from './ids.ts';
import type { Instant } from './time.ts';

export const SEVERITIES = ['critical', 'high', 'medium'] as const;
export const ISSUE_ACTIONS = ['investigating', 'rolling-back', 'mitigating'] as const;

/** Seeds/002, "Deployment Issue". */
export interface IssueReport {
  readonly text: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly action: (typeof ISSUE_ACTIONS)[number];
  /** Minutes between the updates that were promised. */
  readonly every: number;
  readonly by: Doer;
  readonly at: Instant;
}

/** What somebody said, and when. */
export interface Word {
  readonly text: string;
  readonly by: Doer;
  readonly at: Instant;
}

export interface Issue extends IssueReport {
  readonly updates: readonly Word[];
  readonly resolved: Word | undefined;
}

interface Done {
  readonly by: Doer;
  readonly at: Instant;
}

/** Somebody wants to go back; a second person has to agree. */
export interface AskedBack {
  readonly by: Doer;
  readonly reason: string;
  readonly at: Instant;
  readonly answer: { readonly kind: 'confirmed' | 'withdrawn'; readonly by: PersonId; readonly at: Instant } | undefined;
}

/** One execution of an approved request. */
export interface Rollout {
  readonly startedBy: Doer;
  readonly startedAt: Instant;
  /** In the order of the plan's steps; the first missing one is running. */
  readonly finished: readonly Done[];
  /** Who began the running step; undefined when it just followed the one before. */
  readonly begun: Done | undefined;
  readonly issues: readonly Issue[];
  readonly asks: readonly AskedBack[];
  readonly rollback:
    | { readonly by: Doer; readonly confirmedBy: PersonId | undefined; readonly at: Instant; readonly reason: string }
    | undefined;
  /** When it was declared successful; it may have gone back since. */
  readonly live: Done | undefined;
  readonly ended: Done | undefined;
  /** Why it had to go back, once somebody has found out: until then it keeps its target locked. */
  readonly cause?: Word;
}

/** `step` and `issue` count from 1. */
export type RolloutEvent =
  | { readonly kind: 'rollout-started'; readonly by: Doer; readonly at: Instant }
  | { readonly kind: 'step-begun' | 'step-finished'; readonly step: number; readonly by: Doer; readonly at: Instant }
  | ({ readonly kind: 'issue-reported' } & IssueReport)
  | ({ readonly kind: 'issue-updated' | 'issue-resolved'; readonly issue: number } & Word)
  | { readonly kind: 'rollback-asked'; readonly by: Doer; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'rollback-withdrawn'; readonly by: PersonId; readonly at: Instant }
  | {
      readonly kind: 'rollback-started';
      readonly by: Doer;
      readonly confirmedBy: PersonId | undefined;
      readonly reason: string;
      readonly at: Instant;
    }
  | { readonly kind: 'rollback-finished'; readonly by: Doer; readonly at: Instant }
  | { readonly kind: 'rollout-succeeded'; readonly by: Doer; readonly at: Instant }
  | ({ readonly kind: 'cause-recorded' } & Word);

export interface Running {
  readonly state: 'deploying' | 'rolling-back' | 'deployed' | 'rolled-back';
  readonly rollout: Rollout;
}

export function evolveRollout(before: Running | undefined, event: RolloutEvent): Running {
  const { by, at } = event;
  if (event.kind === 'rollout-started') return { state: 'deploying', rollout: startedRollout(by, at) };
  if (before === undefined) throw new Error(`a rollout cannot begin with ${event.kind}`);

  const { state, rollout } = before;
  switch (event.kind) {
    case 'step-begun':
      return { state, rollout: { ...rollout, begun: { by, at } } };
    case 'step-finished':
      return { state, rollout: { ...rollout, begun: undefined, finished: [...rollout.finished, { by, at }] } };
    case 'issue-reported':
    case 'issue-updated':
    case 'issue-resolved':
      return { state, rollout: { ...rollout, issues: evolveIssues(rollout.issues, event) } };
    case 'rollback-asked':
      return {
        state,
        rollout: { ...rollout, asks: [...rollout.asks, { by, at, reason: event.reason, answer: undefined }] },
      };
    case 'rollback-withdrawn':
      return { state, rollout: { ...rollout, asks: answered(rollout.asks, { kind: 'withdrawn', by: event.by, at }) } };
    case 'rollback-started': {
      const { confirmedBy, reason } = event;
      const asks = confirmedBy && answered(rollout.asks, { kind: 'confirmed', by: confirmedBy, at });
      const rollback = { by, confirmedBy, reason, at };
      return { state: 'rolling-back', rollout: { ...rollout, asks: asks ?? rollout.asks, rollback, ended: undefined } };
    }
    case 'rollback-finished':
      return { state: 'rolled-back', rollout: { ...rollout, ended: { by, at } } };
    case 'rollout-succeeded':
      return { state: 'deployed', rollout: { ...rollout, live: { by, at }, ended: { by, at } } };
    case 'cause-recorded':
      return { state, rollout: { ...rollout, cause: { by, at, text: event.text } } };
  }
}

const startedRollout = (startedBy: Doer, startedAt: Instant): Rollout => ({
  startedBy,
  startedAt,
  finished: [],
  begun: undefined,
  issues: [],
  asks: [],
  rollback: undefined,
  live: undefined,
  ended: undefined,
});

const answered = (asks: readonly AskedBack[], answer: AskedBack['answer']): readonly AskedBack[] =>
  asks.map((ask) => (ask.answer === undefined ? { ...ask, answer } : ask));

/** Whoever wants to go back and has not been answered yet. */
export const openAsk = ({ asks }: Rollout): AskedBack | undefined => asks.find(({ answer }) => answer === undefined);

type IssueEvent = Extract<RolloutEvent, { kind: 'issue-reported' | 'issue-updated' | 'issue-resolved' }>;

function evolveIssues(issues: readonly Issue[], event: IssueEvent): readonly Issue[] {
  if (event.kind === 'issue-reported') {
    const { kind: _kind, ...report } = event;
    return [...issues, { ...report, updates: [], resolved: undefined }];
  }
  const { kind, issue: n, text, by, at } = event;
  const word = { text, by, at };
  return issues.map((issue, place) => {
    if (place !== n - 1) return issue;
    return kind === 'issue-resolved' ? { ...issue, resolved: word } : { ...issue, updates: [...issue.updates, word] };
  });
}

/** Whether more is to be said about an issue: it is not resolved, and what it was about is not over. */
export function isOpenIssue(issue: Issue, { state, rollout: { ended } }: Running): boolean {
  if (issue.resolved !== undefined || state === 'rolled-back') return false;
  return ended === undefined || issue.at >= ended.at;
}
