import type { Policy } from '../../bot/domain/policy.ts';
import type { Instant } from '../../bot/domain/time.ts';
import type { AzureAlerts } from '../../bot/flows/alert-ports.ts';
import type {
  AbsenceReader,
  AskProbe,
  Gauge,
  GroupReader,
  ManagerReader,
  PeopleReader,
  PullRequests,
  TellHook,
} from '../../bot/flows/ports.ts';
import type { SignoffParts } from '../../bot/parts.ts';
import type { Store } from '../../bot/store/open.ts';
import type { FakeTeams } from './fake-teams.ts';
import type { Talk } from './talk.ts';
import type { Reach } from './store.ts';

/** Monday 23 November 2026, 09:00 in Madrid. */
export const MONDAY_9AM = '2026-11-23T08:00:00.000Z' as Instant;

export interface Story extends Talk {
  readonly teams: FakeTeams;
  readonly url: string;
  /** Of every instance. */
  readonly urls: readonly string[];
  readonly store: Store;
  readonly now: () => Instant;
  /** Lets time pass, and everything that it brings. */
  readonly advance: (minutes: number) => Promise<void>;
  /** Ten seconds in which the bot delivers what it owes. */
  readonly settle: () => Promise<void>;
  /** Stops the bot and starts it again on the same store, with the same policy unless told. */
  readonly restart: (change?: (policy: Policy) => Policy) => Promise<void>;
  readonly alert: (body: unknown) => Promise<number>;
}

export interface StoryOptions {
  readonly policy?: (demo: Policy) => Policy;
  /** Who answers for the Entra groups that the policy names. */
  readonly groups?: GroupReader;
  /** Azure's record of alerts. */
  readonly azureAlerts?: AzureAlerts;
  readonly config?: Partial<SignoffParts['config']>;
  /** Who says who is out of office. */
  readonly absence?: AbsenceReader;
  /** What tells how a deployment is doing; people are asked without it. */
  readonly gauge?: Gauge;
  /** What stands before Start and a rollback, and what comes after: nothing unless told; most stories are not about it. */
  readonly preparation?: 'none' | 'demo';
  /** Who answers for people whom the bot has not met. */
  readonly people?: PeopleReader;
  /** Who says whom people report to. */
  readonly managers?: ManagerReader;
  /** Who answers for the code hosts. */
  readonly pulls?: PullRequests;
  /** What the lines of gates that prove themselves are asked by. */
  readonly askProbe?: AskProbe;
  /** Whom the rollback hooks of the policy reach. */
  readonly tellHook?: TellHook;
  /** Copies of the program on the same store: `INSTANCES` unless told, and when told, people talk to the first. */
  readonly instances?: number;
  /** How PostgreSQL is reached. */
  readonly reach?: Reach;
  readonly telemetry?: SignoffParts['telemetry'];
  /** Whether Teams signs what it sends and the bot checks it: off unless told. */
  readonly auth?: 'on' | 'off';
}
