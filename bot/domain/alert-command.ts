import { isOver, noted, type AlertGroup, type AzureState, type Deed } from './alert-group.ts';
import type { PersonId } from './ids.ts';
import type { AlertPolicy } from './policy.ts';
import type { AlertRefusal } from './alert-refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What a person may ask of a group of alerts. */
export type AlertCommand =
  | { readonly kind: 'acknowledge' | 'assign' | 'close' | 'open-incident' | 'detach'; readonly by: PersonId }
  | { readonly kind: 'update'; readonly by: PersonId; readonly text: string };

const MOST_UPDATE = 1_000;
/** Where policy promises nothing for a severity. */
const USUAL_UPDATE_MINUTES = 60;

/** The group after a command, or why not. Asking again for what is so already changes nothing and is no refusal. */
export function commandGroup(
  group: AlertGroup,
  command: AlertCommand,
  policy: AlertPolicy,
  now: Instant,
): Result<AlertGroup, AlertRefusal> {
  const deed = { by: command.by, at: now };
  switch (command.kind) {
    case 'acknowledge':
      return acknowledge(group, deed);
    case 'assign':
      return isOver(group) ? over(group) : accept(assigned(group, deed));
    case 'close':
      return group.closed === undefined ? accept(closed(group, deed)) : accept(group);
    case 'open-incident':
      return openIncident(group, deed, policy);
    case 'update':
      return update(group, command.text.trim().slice(0, MOST_UPDATE), deed);
    case 'detach':
      return detach(group, deed);
  }
}

const over = (group: AlertGroup): Result<AlertGroup, AlertRefusal> => refuse({ code: 'alert-over', group: group.id });

/** The first one counts: whoever comes later hears who it was. */
function acknowledge(group: AlertGroup, deed: Deed): Result<AlertGroup, AlertRefusal> {
  if (isOver(group)) return over(group);
  const { acknowledged } = group;
  if (acknowledged !== undefined) {
    return acknowledged.by === deed.by ? accept(group) : refuse({ code: 'already-acknowledged', by: acknowledged.by });
  }
  return accept(answered(group, deed));
}

function answered(group: AlertGroup, deed: Deed): AlertGroup {
  if (group.acknowledged !== undefined) return group;
  const azure = wanted('Acknowledged', deed);
  return noted({ ...group, acknowledged: deed, azure }, { kind: 'acknowledged', ...deed });
}

const wanted = (state: AzureState['wanted'], { by }: Deed): AzureState => ({
  wanted: state,
  by,
  state: 'wanted',
  tries: 0,
  after: undefined,
});

/** Whoever takes it has also seen it, and leads the incident if there is one. */
function assigned(group: AlertGroup, deed: Deed): AlertGroup {
  if (group.assigned?.to === deed.by) return group;
  const seen = answered(group, deed);
  const incident = seen.incident && { ...seen.incident, owner: deed.by };
  return noted({ ...seen, assigned: { ...deed, to: deed.by }, incident }, { kind: 'assigned', ...deed });
}

function closed(group: AlertGroup, deed: Deed): AlertGroup {
  const azure = wanted('Closed', deed);
  return noted({ ...group, closed: deed, azure }, { kind: 'closed', ...deed });
}

function openIncident(group: AlertGroup, deed: Deed, { updateEvery }: AlertPolicy): Result<AlertGroup, AlertRefusal> {
  if (isOver(group)) return over(group);
  if (group.incident !== undefined) return accept(group);
  const seen = answered(group, deed);
  const everyMinutes = (group.severity && updateEvery.get(group.severity)) ?? USUAL_UPDATE_MINUTES;
  const incident = {
    ...deed,
    owner: seen.assigned?.to ?? deed.by,
    everyMinutes,
    updates: [],
    updateDue: plusMinutes(deed.at, everyMinutes),
    reminders: 0,
    endedAt: undefined,
  };
  return accept(noted({ ...seen, incident, storm: undefined }, { kind: 'incident', ...deed }));
}

function update(group: AlertGroup, text: string, deed: Deed): Result<AlertGroup, AlertRefusal> {
  const { incident } = group;
  if (incident === undefined || incident.endedAt !== undefined) return refuse({ code: 'no-incident' });
  if (text === '') return refuse({ code: 'update-empty' });
  const updates = [...incident.updates, { ...deed, text }];
  const updateDue = plusMinutes(deed.at, incident.everyMinutes);
  return accept(noted({ ...group, incident: { ...incident, updates, updateDue } }, { kind: 'update', ...deed }));
}

function detach(group: AlertGroup, deed: Deed): Result<AlertGroup, AlertRefusal> {
  const { request, leading } = group;
  if (request === undefined) return refuse({ code: 'no-deployment' });
  const free = { ...leading, request: undefined, suspicion: undefined };
  const freed = { ...group, request: undefined, detached: [...group.detached, request], leading: free };
  return accept(noted(freed, { kind: 'detached', ...deed, request }));
}
