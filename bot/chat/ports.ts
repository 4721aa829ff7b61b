import type { Words } from '../cards/words/en.ts';
import type { Policy } from '../domain/policy.ts';
import type { Versions } from '../domain/rules.ts';
import type { Calendar, ClockIn } from '../domain/time.ts';
import type { AlertGroups, Silences, Storms } from '../flows/alert-ports.ts';
import type { BindChannels } from '../flows/bind-channels.ts';
import type { ChangeAlert } from '../flows/change-alert.ts';
import type { ChangeRequest } from '../flows/change-request.ts';
import type { Examine } from '../flows/examine.ts';
import type { DeclareEmergency } from '../flows/declare-emergency.ts';
import type { Delegate } from '../flows/delegate.ts';
import type { AttachToDraft } from '../flows/attach-evidence.ts';
import type { FillDraft } from '../flows/fill-draft.ts';
import type { KnowPerson } from '../flows/know-person.ts';
import type { Clock, Directory, Requests, Runs } from '../flows/ports.ts';
import type { MoveRequest } from '../flows/move-request.ts';
import type { KeepFreezes } from '../flows/keep-freezes.ts';
import type { KeepGates } from '../flows/keep-gates.ts';
import type { KeepLocks } from '../flows/keep-locks.ts';
import type { ReadCalendar } from '../flows/read-calendar.ts';
import type { ReadHolds } from '../flows/read-holds.ts';
import type { Roster } from '../flows/roster.ts';
import type { StandIns } from '../flows/stand-ins.ts';
import type { SilenceAlerts } from '../flows/silence-alerts.ts';
import type { VerifyRequest } from '../flows/verify-request.ts';
import type { SubmitDraft } from '../flows/submit-draft.ts';
import type { Acting } from './acting.ts';
import type { RequestLinks } from './request-links.ts';

/** All that the conversation needs from the rest of the program. */
export interface ChatPorts {
  readonly requests: Pick<Requests, 'find' | 'list'>;
  readonly alertGroups: AlertGroups;
  readonly silences: Silences;
  readonly storms: Storms;
  readonly changeAlert: ChangeAlert;
  readonly silenceAlerts: SilenceAlerts;
  readonly knowPerson: KnowPerson;
  readonly directory: Directory;
  readonly changeRequest: ChangeRequest;
  readonly verifyRequest: VerifyRequest;
  readonly fillDraft: FillDraft;
  readonly attachToDraft: AttachToDraft;
  readonly moveRequest: MoveRequest;
  readonly submitDraft: SubmitDraft;
  readonly keepFreezes: Pick<KeepFreezes, 'declare' | 'lift'>;
  readonly keepLocks: Pick<KeepLocks, 'take' | 'release'>;
  readonly keepGates: KeepGates;
  readonly runs: Pick<Runs, 'find' | 'of'>;
  readonly readHolds: ReadHolds;
  readonly readCalendar: ReadCalendar;
  readonly bindChannels: BindChannels;
  readonly examine: Examine;
  readonly declareEmergency: DeclareEmergency;
  readonly delegate: Delegate;
  readonly standIns: StandIns;
  readonly roster: Roster;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly clockIn: ClockIn;
  readonly versions: Versions;
  readonly clock: Clock;
  readonly words: Words;
  readonly requestLinks: RequestLinks;
  /** Undefined outside the demo. */
  readonly acting: Acting | undefined;
  /** Logs a fault and gives the id to look it up by. */
  readonly onFault: (error: unknown) => string;
}
