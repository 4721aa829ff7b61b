import { isOver, type AlertGroup } from '../../domain/alert-group.ts';
import { escalationDue } from '../../domain/alert-look.ts';
import type { Context } from '../context.ts';
import { clock, moment, stamp } from '../moments.ts';
import { nameOf, noteOn, roleTitle, type Note } from '../pieces.ts';
import { nextTold } from './passed.ts';

/** Who has answered or comes next, what keeps it quiet, what Azure knows, and what it belongs to. */
export function notesOf(group: AlertGroup, holdsBack: number, context: Context): readonly Note[] {
  const { alert } = context.words;
  if (group.isTest) return noteOn(group.id, alert.testNote);
  if (group.leading.signal === 'unrecognised') return noteOn(group.id, alert.unrecognised);
  const said = [
    ...answerLines(group, context),
    ...heldLines(group, context),
    ...azureLines(group, context),
    ...(holdsBack > 0 ? [alert.holdsBack(holdsBack)] : []),
    ...tieLines(group, context),
  ];
  return noteOn(group.id, ...said);
}

function answerLines(group: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  const { acknowledged, closed } = group;
  if (closed !== undefined) return [alert.closedBy(nameOf(closed.by, context), stamp(closed.at, context))];
  const who = leaderLines(group, context);
  if (acknowledged !== undefined) {
    return [alert.acknowledgedBy(nameOf(acknowledged.by, context), stamp(acknowledged.at, context)), ...who];
  }
  const due = escalationDue(group, context.policy);
  const level = nextTold(group, context);
  if (isOver(group) || due === undefined || level === undefined) return [];
  return [alert.nobodyYet, alert.escalatesAt(roleTitle(level, context), clock(due, context))];
}

/** Whoever leads an incident is on it. */
function leaderLines({ assigned, incident, ...group }: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  if (isOver(group)) return [];
  if (incident !== undefined) return [alert.led(nameOf(incident.owner, context))];
  return assigned === undefined ? [] : [alert.assignedTo(nameOf(assigned.to, context))];
}

function heldLines({ held }: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  if (held === undefined) return [];
  return [held.by === 'silence' ? alert.silencedUntil(held.silence, moment(held.until, context)) : alert.inhibitedBy(held.of)];
}

function azureLines({ azure }: AlertGroup, { words: { alert } }: Context): readonly string[] {
  if (azure === undefined || azure.state === 'wanted') return [];
  return [azure.state === 'failed' ? alert.azureFailed : alert.azureWritten[azure.wanted]];
}

function tieLines({ request, affects, timeline }: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  const untied = timeline.findLast(({ kind }) => kind === 'detached');
  if (untied?.kind === 'detached' && request === undefined) return [alert.untied(nameOf(untied.by, context), untied.request)];
  return request === undefined && affects !== undefined ? [alert.noDeployment] : [];
}
