import type { Doer, PersonId, PipelineId } from './ids.ts';
import { evolveHook, type HookCall, type HookEvent } from './rollback-hook.ts';
import type { Instant } from './time.ts';
import { evolveWatch, type Breach, type Watch, type Verdict, type WatchEvent } from './watch.ts';

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

/** Why it should go back: in somebody's words, or because of a limit that was passed. */
interface Wanted {
  readonly by: Doer;
  /** `''` where the watch asks. */
  readonly reason: string;
  readonly breach?: Breach;
}

/** Somebody wants to go back; a second person has to agree. */
export interface AskedBack extends Wanted {
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
  readonly rollback: GoneBack | undefined;
  /** When it was declared successful; it may have gone back since. */
  readonly live: Done | undefined;
  readonly ended: Done | undefined;
  /** Why it had to go back, once somebody has found out: until then it keeps its target locked. */
  readonly cause?: Word;
  readonly run: Run | undefined;
  readonly watch: Watch | undefined;
  /** When its window ended under it; absent where it was over before. */
  readonly overranAt?: Instant;
  /** Absent until the pipeline's hook was called. */
  readonly hook?: HookCall;
}

export interface GoneBack extends Wanted {
  readonly confirmedBy: PersonId | undefined;
  readonly at: Instant;
}

/** The pipeline that executes it, as far as it has reported. */
export interface Run {
  readonly id: string;
  readonly pipeline: PipelineId;
  /** When it was last heard of. */
  readonly heardAt: Instant;
  /** What it reported, by the number that it gave each report. */
  readonly reports: readonly { readonly sequence: number; readonly what: string }[];
  /** `at-gate`: it asks the gate while it is watched, and goes back when that closes. */
  readonly rollsBack: 'at-gate' | 'never';
}

/** `step` and `issue` count from 1. */
export type RolloutEvent =
  | { readonly kind: 'rollout-started'; readonly by: Doer; readonly at: Instant }
  | { readonly kind: 'step-begun' | 'step-finished'; readonly step: number; readonly by: Doer; readonly at: Instant }
  | ({ readonly kind: 'issue-reported' } & IssueReport)
  | ({ readonly kind: 'issue-updated' | 'issue-resolved'; readonly issue: number } & Word)
  | ({ readonly kind: 'rollback-asked'; readonly at: Instant } & Wanted)
  | { readonly kind: 'rollback-withdrawn'; readonly by: PersonId; readonly at: Instant }
  | ({ readonly kind: 'rollback-started' } & GoneBack)
  | { readonly kind: 'rollback-finished'; readonly by: Doer; readonly at: Instant }
  | { readonly kind: 'rollout-succeeded'; readonly by: Doer; readonly at: Instant }
  | ({ readonly kind: 'cause-recorded' } & Word)
  | {
      readonly kind: 'run-reported';
      readonly by: PipelineId;
      readonly run: string;
      readonly sequence: number;
      readonly what: string;
      readonly rollsBack: Run['rollsBack'];
      readonly at: Instant;
    }
  | { readonly kind: 'window-overrun'; readonly at: Instant }
  | WatchEvent
  | HookEvent
  /** The last part of the watch is over. */
  | { readonly kind: 'completed'; readonly verdict: Verdict; readonly at: Instant };

export interface Running {
  readonly state: 'deploying' | 'rolling-back' | 'deployed' | 'rolled-back' | 'complete';
  readonly rollout: Rollout;
}

export function evolveRollout(before: Running | undefined, event: RolloutEvent): Running {
  if (event.kind === 'rollout-started') return { state: 'deploying', rollout: startedRollout(event.by, event.at) };
  if (before === undefined) throw new Error(`a rollout cannot begin with ${event.kind}`);

  const { state, rollout } = before;
  switch (event.kind) {
    case 'step-begun':
      return { state, rollout: { ...rollout, begun: doneIn(event) } };
    case 'step-finished':
      return { state, rollout: { ...rollout, begun: undefined, finished: [...rollout.finished, doneIn(event)] } };
    case 'issue-reported':
    case 'issue-updated':
    case 'issue-resolved':
      return { state, rollout: { ...rollout, issues: evolveIssues(rollout.issues, event) } };
    case 'rollback-asked': {
      const { kind: _kind, ...ask } = event;
      return { state, rollout: { ...rollout, asks: [...rollout.asks, { ...ask, answer: undefined }] } };
    }
    case 'rollback-withdrawn':
      return { state, rollout: { ...rollout, asks: answered(rollout.asks, { kind: 'withdrawn', ...doneIn(event) }) } };
    case 'rollback-started':
      return { state: 'rolling-back', rollout: goneBack(rollout, event) };
    case 'rollback-finished':
      return { state: 'rolled-back', rollout: { ...rollout, ended: doneIn(event) } };
    case 'rollout-succeeded':
      return { state: 'deployed', rollout: { ...rollout, live: doneIn(event), ended: doneIn(event) } };
    case 'cause-recorded':
      return { state, rollout: { ...rollout, cause: { ...doneIn(event), text: event.text } } };
    case 'run-reported':
      return { state, rollout: { ...rollout, run: reported(rollout.run, event) } };
    case 'window-overrun':
      return { state, rollout: { ...rollout, overranAt: event.at } };
    case 'hook-called':
    case 'hook-answered':
      return { state, rollout: { ...rollout, hook: evolveHook(rollout.hook, event) } };
    case 'completed':
      return { state: 'complete', rollout };
    default:
      return { state, rollout: { ...rollout, watch: evolveWatch(rollout.watch, event) } };
  }
}

function reported(before: Run | undefined, event: Extract<RolloutEvent, { kind: 'run-reported' }>): Run {
  const { by, run, sequence, what, rollsBack, at } = event;
  const known = before?.id === run ? before : undefined;
  const reports = [...(known?.reports ?? []), { sequence, what }];
  return { id: run, pipeline: by, heardAt: at, reports, rollsBack: known?.rollsBack === 'at-gate' ? 'at-gate' : rollsBack };
}

const doneIn = <By extends Doer>({ by, at }: { readonly by: By; readonly at: Instant }) => ({ by, at });

function goneBack(rollout: Rollout, event: Extract<RolloutEvent, { kind: 'rollback-started' }>): Rollout {
  const { kind: _kind, ...rollback } = event;
  const { confirmedBy, at } = rollback;
  const asks = confirmedBy && answered(rollout.asks, { kind: 'confirmed', by: confirmedBy, at });
  return { ...rollout, asks: asks ?? rollout.asks, rollback, ended: undefined };
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
  run: undefined,
  watch: undefined,
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
  if (issue.resolved !== undefined || state === 'rolled-back' || state === 'complete') return false;
  return ended === undefined || issue.at >= ended.at;
}
