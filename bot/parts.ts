import type { Config } from './config.ts';
import type { Policy } from './domain/policy.ts';
import type { AzureAlerts } from './flows/alert-ports.ts';
import type {
  AbsenceReader,
  AskProbe,
  Chance,
  Clock,
  Gauge,
  GroupReader,
  Log,
  ManagerReader,
  PeopleReader,
  PullRequests,
  Telemetry,
  TellHook,
} from './flows/ports.ts';
import type { ApiToken } from './http/api-tokens.ts';
import type { Store } from './store/open.ts';
import { type TeamsOptions } from './teams/create-teams.ts';

/** What the program is put together from. */
export interface SignoffParts {
  readonly config: Pick<Partial<Config>, 'calendarToken'> &
    Pick<Config, 'bot' | 'alerts' | 'port' | 'host'> &
    Partial<Pick<Config, 'publicUrl'>>;
  /** Who may ask the gate; with authentication off, anybody on this machine. */
  readonly apiTokens: readonly ApiToken[];
  readonly policy: Policy;
  readonly store: Store;
  /** Needed where policy fills roles by Entra groups; without it nobody holds a role through one. */
  readonly groups?: GroupReader | undefined;
  /** Who answers for people being out of office; without it everybody is there. */
  readonly absence?: AbsenceReader | undefined;
  /** What tells how a deployment is doing; without it people are asked. */
  readonly gauge?: Gauge | undefined;
  /** Looks at the lines of gates that prove themselves; without it they stay open. */
  readonly askProbe?: AskProbe | undefined;
  /** Tells a pipeline to take a version back; without it, it is never heard. */
  readonly tellHook?: TellHook | undefined;
  /** Who answers for people whom the bot has not met; without it only those it has met can be chosen in a form. */
  readonly people?: PeopleReader | undefined;
  /** Whom people report to; without it a level of managers is passed over, and the card says so. */
  readonly managers?: ManagerReader | undefined;
  /** The code hosts that are asked for pull requests; left out, links are links. */
  readonly pulls?: PullRequests | undefined;
  /** Azure's record of alerts; without it nothing is written back, and nothing caught up. */
  readonly azureAlerts?: AzureAlerts | undefined;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Where times and counts go besides /metrics; nowhere unless told. */
  readonly telemetry?: Telemetry | undefined;
  /** How Teams is reached; the program leaves it to the configuration. */
  readonly teams?: Partial<TeamsOptions>;
}
