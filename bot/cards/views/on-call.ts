import { onCallFor } from '../../domain/on-call.ts';
import type { PersonId, ServiceId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { nameOf, paragraph, plain, release, roleTitle, row, strong, subtle, type List, type Row } from '../pieces.ts';
import type { NoteView } from './note.ts';
import { askedNames } from './tally.ts';

/** Deployments on one card; who is on call for more of them is asked by service. */
const MOST_DEPLOYMENTS = 3;

/** Who is on call by their role, and by name for what is being deployed or watched now. */
export function onCallView(service: ServiceId | undefined, running: readonly DeployRequest[], context: Context): NoteView {
  const { words, policy } = context;
  const title = service === undefined ? policy.organisation : (policy.services.get(service)?.title ?? service);
  const lines = onCallFor(service, context, context.now);
  const deployments = running.slice(0, MOST_DEPLOYMENTS);
  return {
    fallback: words.onCall.fallback,
    head: { over: words.onCall.title, title, badge: [] },
    box: [],
    paragraphs: lines.length === 0 ? [paragraph(plain(words.onCall.nobody))] : [],
    told: [],
    lists: [
      ...(lines.length === 0
        ? []
        : [
            {
              heading: words.onCall.now,
              rows: lines.map(({ role, people }) => named(roleTitle(role, context), askedNames(people, context))),
            },
          ]),
      ...deployments.map((request) => deploymentList(request, context)),
    ],
    notes: [],
    first: deployments.slice(0, 1).map(({ id }) => button(words.buttons.show, 'request/show', { request: id })),
    asks: [],
    more: [],
    entities: [],
  };
}

function deploymentList(request: DeployRequest, context: Context): List {
  const { fields, onCall } = context.words;
  const { plan } = request;
  const person = (id: PersonId, contact: string) => [nameOf(id, context), contact].filter((text) => text !== '').join(', ');
  return {
    heading: onCall.forDeployment(request.id, release(request, context)),
    rows: [
      named(fields.onCallEngineer.label, person(plan.onCallEngineer, plan.onCallContact)),
      named(fields.backupEngineer.label, person(plan.backupEngineer, plan.backupContact)),
      named(fields.managerOnCall.label, person(plan.managerOnCall, plan.managerContact)),
    ],
  };
}

const named = (what: string, who: string): Row => row('point', [paragraph(strong(what), subtle(`  ${who}`))]);
