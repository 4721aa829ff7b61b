import { createActing } from './chat/acting.ts';
import type { ChatPorts } from './chat/ports.ts';
import { createRequestLinks } from './chat/request-links.ts';
import { languageFor } from './cards/words/language.ts';
import { checksOf } from './checks.ts';
import { createAcknowledgeStorm } from './flows/acknowledge-storm.ts';
import { createAskAlone } from './flows/ask-alone.ts';
import { createExamine } from './flows/examine.ts';
import { createBindChannels } from './flows/bind-channels.ts';
import { createChangeAlert } from './flows/change-alert.ts';
import { createChangeRequest } from './flows/change-request.ts';
import { createDeclareEmergency } from './flows/declare-emergency.ts';
import { createDelegate } from './flows/delegate.ts';
import { createDraftPull } from './flows/draft-pull.ts';
import { createAttachToDraft } from './flows/attach-evidence.ts';
import { createFillDraft } from './flows/fill-draft.ts';
import { createViewDraft } from './flows/view-draft.ts';
import { createGatherFacts, type GatherFactsPorts } from './flows/gather-facts.ts';
import { createKeepFreezes } from './flows/keep-freezes.ts';
import { createKeepGates } from './flows/keep-gates.ts';
import { createKeepLocks } from './flows/keep-locks.ts';
import { createKnowPerson } from './flows/know-person.ts';
import { createMeetChosen } from './flows/meet-chosen.ts';
import type { Memory } from './flows/memory.ts';
import { createMoveRequest } from './flows/move-request.ts';
import { createReadCalendar } from './flows/read-calendar.ts';
import { createReadHolds, type ReadHoldsPorts } from './flows/read-holds.ts';
import { createReadPull } from './flows/read-pull.ts';
import { createStandIns } from './flows/stand-ins.ts';
import { createSilenceAlerts } from './flows/silence-alerts.ts';
import { createSubmitDraft } from './flows/submit-draft.ts';
import type { TurnedAway } from './flows/turned-away.ts';
import type { Absences } from './flows/watch-absences.ts';
import { createVerifyRequest } from './flows/verify-request.ts';
import { createCalendar } from './policy/calendar.ts';
import { kept } from './policy/kept.ts';
import { recurringFreezes } from './policy/recurring.ts';
import { versions } from './policy/versions.ts';
import type { ClockIn } from './domain/time.ts';
import type { Directory, Reach } from './flows/ports.ts';
import type { SignoffParts } from './parts.ts';
import type { Roster } from './flows/roster.ts';

/** What this instance knows by heart and shares among its rooms. */
export interface Shared {
  readonly roster: Roster;
  readonly directory: Directory;
  /** Undefined where nobody is asked who is out of office. */
  readonly absences: Pick<Absences, 'away'> | undefined;
  /** Writes a fault down, and gives the id under which it is found. */
  readonly onFault: (error: unknown) => string;
  /** Whether a conversation can be written to. */
  readonly reach: Reach;
  readonly turnedAway: TurnedAway;
  /** Forgets whenever the store has changed. */
  readonly memory: Memory;
}

type HoldsSource = Pick<ReadHoldsPorts, 'freezes' | 'locks' | 'gates' | 'runs'> & Pick<GatherFactsPorts, 'requests'>;

/** The same store for a form that is being filled, most of whose pages ask what the page before has asked. */
const remembered = ({ requests, freezes, locks, gates, runs }: HoldsSource, memory: Memory): HoldsSource => ({
  requests: { list: memory.of(requests.list), find: memory.of(requests.find) },
  freezes: { open: memory.of(freezes.open) },
  locks: { open: memory.of(locks.open) },
  gates: { find: memory.of(gates.find) },
  runs: { find: memory.of(runs.find) },
});

/** Every use case, built on the store, for the conversation and the other doors. */
export function createUseCases(
  parts: SignoffParts,
  { roster, directory, absences, onFault, reach, turnedAway, memory }: Shared,
): ChatPorts {
  const { config, policy, store, clock, chance } = parts;
  const calendar = createCalendar(policy.time);
  const calendarIn = kept((zone: string) => createCalendar({ zone }));
  const clockIn: ClockIn = (zone) => (zone === undefined ? calendar : calendarIn(zone));
  const recurring = recurringFreezes(policy);
  const { requests, drafts, freezes, locks, gates, runs } = store;
  const readHoldsOf = (from: HoldsSource) => createReadHolds({ ...from, recurring, policy, clock });
  const readHolds = readHoldsOf(store);
  const away = () => absences?.away() ?? new Set();
  const standIns = createStandIns({ delegations: store.delegations, directory, away, policy, clock });
  const askAlone = createAskAlone({ directory, standIns, policy, clock });
  const changeRequest = createChangeRequest({ requests, directory, readHolds, standIns, askAlone, policy, clock });
  const meetChosen = createMeetChosen({ roster, people: parts.people });
  const draftPull = createDraftPull({ readPull: createReadPull({ pulls: parts.pulls, roster, policy }), clock });
  const gatherFactsOf = (from: HoldsSource) =>
    createGatherFacts({ ...from, directory, roster, readHolds: readHoldsOf(from), policy, calendar, clockIn, versions });
  const gatherFacts = gatherFactsOf(store);
  const viewDraft = createViewDraft({ gatherFacts: gatherFactsOf(remembered(store, memory)), policy, clock });
  const keepGates = createKeepGates({ gates, directory, policy, clock });
  const keepFreezes = createKeepFreezes({ freezes, directory, policy, clock });
  const keepLocks = createKeepLocks({ locks, directory, policy, clock });
  const readCalendar = createReadCalendar({ requests, freezes, locks, recurring, clock });
  const verifyRequest = createVerifyRequest({ requests, changeRequest, readHolds, directory, roster, policy, calendar });
  return {
    examine: createExamine({ checks: checksOf(parts, directory, reach, turnedAway), clock, onFault }),
    requests,
    alertGroups: store.alertGroups,
    silences: store.silences,
    storms: store.storms,
    acknowledgeStorm: createAcknowledgeStorm({ storms: store.storms, clock }),
    changeAlert: createChangeAlert({
      groups: store.alertGroups,
      directory,
      policy,
      clock,
      unlinkAlerts: (request, by, alerts) => changeRequest(request, { kind: 'unlink-alerts', by, alerts }),
    }),
    silenceAlerts: createSilenceAlerts({ silences: store.silences, groups: store.alertGroups, directory, policy, clock }),
    directory,
    changeRequest,
    verifyRequest,
    fillDraft: createFillDraft({ drafts, viewDraft, draftPull, meetChosen, policy, clockIn, clock, chance }),
    meetChosen,
    attachToDraft: createAttachToDraft({ drafts, clock }),
    submitDraft: createSubmitDraft({ drafts, requests, changeRequest, gatherFacts, draftPull, askAlone, policy, clock }),
    moveRequest: createMoveRequest({ requests, gatherFacts, readHolds, changeRequest, policy, calendar, clock }),
    keepFreezes,
    keepLocks,
    keepGates,
    runs,
    readHolds,
    readCalendar,
    bindChannels: createBindChannels(store.bindings, directory, policy),
    knowPerson: createKnowPerson(roster, store.bindings),
    declareEmergency: createDeclareEmergency({ requests, directory, askAlone, policy, versions, clock }),
    delegate: createDelegate({ delegations: store.delegations, standIns, directory, policy, clockIn, clock, chance }),
    standIns,
    roster,
    policy,
    calendar,
    clockIn,
    versions,
    clock,
    words: languageFor(undefined, policy.time.locale).words,
    requestLinks: createRequestLinks(config.publicUrl),
    acting: config.bot.kind === 'off' ? createActing(directory, roster) : undefined,
    onFault,
  };
}
