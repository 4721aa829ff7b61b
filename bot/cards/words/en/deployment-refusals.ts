import type { Refusal } from '../../../domain/refusal.ts';
import type { RequestState } from '../../../domain/request.ts';
import { join } from './cards.ts';
import { explain, type Explained, type Naming } from './explained.ts';

export type DeploymentCode =
  | 'not-approved'
  | 'not-deployer'
  | 'too-early'
  | 'too-late'
  | 'not-ready'
  | 'not-of-the-team'
  | 'nothing-ticked'
  | 'not-watched'
  | 'other-run'
  | 'gate-shut'
  | 'not-rolling-back'
  | 'commit-unsaid'
  | 'other-commit'
  | 'trigger-unsaid'
  | 'other-trigger'
  | 'sequence-used'
  | 'out-of-order'
  | 'outside-windows'
  | 'on-call-gone'
  | 'approval-missing'
  | 'approval-lost'
  | 'not-deploying'
  | 'step-not-open'
  | 'steps-open'
  | 'issue-unreadable'
  | 'issue-over'
  | 'no-rollback-asked'
  | 'own-rollback';

/** The sentences for somebody who runs a deployment. */
export function deploymentRefusal(refused: Extract<Refusal, { code: DeploymentCode }>, naming: Naming): Explained {
  switch (refused.code) {
    case 'not-approved':
      return explain(`This request ${IS[refused.state]}.`, 'A deployment starts once everyone has approved.');
    case 'not-deployer':
      return explain(
        'Only the requester, the on-call people and the deployment roles run this deployment.',
        'Ask one of them; the request names them.',
      );
    case 'too-early':
      return explain('The window has not opened.', `You can start from ${naming.moment(refused.from)}.`);
    case 'too-late':
      return explain('The window has closed.', 'Edit the request and choose a new window.');
    case 'not-ready':
      return explain(`Not everything is ready: ${unreadyText(refused, naming)}.`, 'The card to say so is below.');
    case 'not-of-the-team':
      return explain(
        'Only people whom the request names, or who hold a role, are counted here.',
        'Ask the requester to name you on it, if you take part.',
      );
    case 'outside-windows':
      return explain(
        'Its window is no longer one in which policy lets it happen.',
        'Edit the request and choose another window.',
      );
    case 'on-call-gone':
      return explain(
        `${naming.person(refused.person)} is on call for it, and is not known here any more.`,
        'Edit the request and name somebody else.',
      );
    case 'approval-missing':
      return explain(
        refused.missing === 1 ? 'One approval is missing.' : `${String(refused.missing)} approvals are missing.`,
        '/deploy why names who can give it.',
      );
    case 'approval-lost':
      return explain(
        `${naming.person(refused.by)} approved as ${naming.role(refused.role)}, and does not hold that role any more.`,
        'Edit the request, so that it is asked again, or have the role given back.',
      );
    case 'other-run':
      return explain('Another run of the pipeline deploys this.', 'Let that one end, or roll it back.');
    case 'gate-shut':
      return explain('The gate has closed meanwhile.', 'Ask it again, and it says why.');
    case 'not-rolling-back':
      return explain('Nothing is being rolled back here.', 'Ask for a rollback with /rollback first.');
    case 'commit-unsaid':
      return explain('One commit is approved, and the pipeline does not say which it has.', 'Have it send its commit.');
    case 'other-commit':
      return explain(
        `Commit ${refused.approved.slice(0, 7)} is approved, and the pipeline has another one.`,
        'Deploy that one, or edit the request and have the other one approved.',
      );
    case 'trigger-unsaid':
      return explain('The pipeline does not say what set it off.', 'Have it send its trigger and its branch.');
    case 'other-trigger':
      return explain(
        `This was set off by ${refused.trigger} on ${refused.branch}, which policy does not let through here.`,
        'Deploy from what policy names for this environment.',
      );
    case 'sequence-used':
      return explain('Another report had this number already.', 'Number the reports of a run from 1, each once.');
    case 'out-of-order':
      return explain('A later report of this run has been taken already.', 'Send the reports of a run in their order.');
    case 'not-watched':
      return explain('This deployment is not being watched.', 'See where it stands with /status.');
    case 'nothing-ticked':
      return explain('No line was ticked.', 'Tick what is done, then confirm.');
    case 'not-deploying':
      return explain(`This request ${IS[refused.state]}; no deployment is running.`, 'See where it stands with /status.');
    case 'step-not-open':
      return explain('That step is not the one that is running.', 'The card shows the current step.');
    case 'steps-open':
      return explain(
        refused.open === 1 ? 'One step is still open.' : `${refused.open} steps are still open.`,
        'Mark each as done first, or roll back.',
      );
    case 'issue-unreadable':
      return explain(
        'An issue needs a description, and updates every 1 to 120 minutes.',
        'Please fill in both and send it again.',
      );
    case 'issue-over':
      return explain('No issue is open there.', 'Report a new one with /issue.');
    case 'no-rollback-asked':
      return explain('Nobody asks to roll back any more.', 'Whoever still wants to says why with /rollback.');
    case 'own-rollback':
      return explain('You asked for this rollback yourself.', 'A second person who runs this deployment confirms it.');
  }
}

/** `2 more people, Adele Vance and 7 lines of the checklist`. */
export function unreadyText({ people, named, lines }: UnreadyWords, { person }: Pick<Naming, 'person'>): string {
  const parts = [
    ...named.map(person),
    ...(people > named.length ? [counted(people - named.length, 'more person', 'more people')] : []),
    ...(lines.length > 0 ? [counted(lines.length, 'line of the checklist', 'lines of the checklist')] : []),
  ];
  return `${join.and(parts)} missing`;
}

type UnreadyWords = Pick<Extract<Refusal, { code: 'not-ready' }>, 'people' | 'named' | 'lines'>;

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** A state, as the end of "This request …". */
export const IS: Readonly<Record<RequestState, string>> = {
  pending: 'still waits for approvals',
  paused: 'waits for changes by its requester',
  approved: 'is approved',
  rejected: 'was rejected',
  cancelled: 'was cancelled',
  expired: 'has expired',
  deploying: 'is being deployed',
  'rolling-back': 'is being rolled back',
  deployed: 'has been deployed',
  'rolled-back': 'was rolled back',
  complete: 'has been deployed, and its watch is over',
};
