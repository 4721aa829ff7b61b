import type { Drift } from '../../../domain/policy-change.ts';
import type { CheckId, Finding, Health, StrangerKind } from '../../../domain/finding.ts';
import type { Gap } from '../../../domain/watch.ts';
import type { Naming } from './explained.ts';

export const doctor = {
  over: 'Signoff',
  title: 'How Signoff is',
  allWell: 'All well',
  toMend: (n: number) => `${n} to mend`,
  groups: { wrong: 'To mend', attention: 'To look at', good: 'In order', off: 'Not set up' } satisfies Record<Health, string>,
  fallback: 'Open this in a newer version of Teams to see what Signoff found.',
  note: (at: string) => `Tried out at ${at}. Everyone may ask; only you see this.`,
  summary: (toMend: number) => (toMend === 0 ? 'All well' : `${toMend} to mend`),
  placeOf: (place: string): string => {
    const [kind = '', name = ''] = place.split(':');
    return kind === 'channel' ? `"${name}"` : kind === 'thread' ? `the thread of ${name}` : 'a personal chat';
  },
};

const checks: Readonly<Record<CheckId, string>> = {
  store: 'The store',
  channels: 'The channels',
  roles: 'The roles',
  groups: 'The Entra groups',
  managers: 'Managers',
  alerts: 'The door for alerts',
  gate: 'The gate',
  posts: 'Delivery',
  timers: 'The timers',
  policy: 'The policy',
  azure: 'Azure Monitor',
  address: 'The address',
  strangers: 'Who was turned away',
};

const UNMEASURED: Readonly<Record<Gap, string>> = {
  forbidden: 'it lets nobody in. Give the identity of the bot Monitoring Reader on them, and Log Analytics Reader for p99.',
  unreachable:
    'it does not answer. Check that management.azure.com is reached, and the ids under "resources" in the policy file.',
  throttled: 'it asks for a pause. It is asked again at the next check.',
  'unknown-unit': 'they come in a unit that is not known. Name an Application Insights component or an App Service instead.',
  'no-data': 'there are none.',
  'not-answered': 'nobody answered.',
};

/** After `An alert was turned away` and when. */
const STRANGERS: Readonly<Record<Exclude<StrangerKind, 'message-tenant'>, string>> = {
  'alert-tenant': 'its token is of another tenant. Set ALERTS_TENANT_ID to the tenant of the action group.',
  'alert-audience':
    'its token is for another application. Set ALERTS_AUDIENCE to the identifier URI that the action group asks its token for.',
  'alert-caller':
    'its token is not that of an action group with the role ActionGroupsSecureWebhook. Run infra/scripts/setup-entra.sh alerts as an owner of the application.',
  'alert-token':
    'its token has expired, is not the one of ALERTS_TOKEN, or nobody known has signed it. Compare it with the address in the action group.',
};

/** What was found, and where something has to be done about it, what. */
export function finding(found: Finding, { role, moment }: Naming): { readonly what: string; readonly says: string } {
  // What it is about begins the sentence, or is one of its own.
  const say = (what: string, says: string) => ({ what, says });
  const roles = (ids: readonly Parameters<typeof role>[0][]) => ids.map(role).join(', ');
  switch (found.code) {
    case 'store-ready':
      return say('The store', 'answers, and its tables are up to date.');
    case 'store-unready':
      return say(
        'The store',
        'does not answer, or its tables belong to another version. See that DATABASE_URL is reached, and that every instance runs the same version.',
      );
    case 'channels-reached':
      return say('Channels', `let Signoff in: ${found.channels.join(', ')}.`);
    case 'channel-unbound':
      return say(
        `"${found.channel}" has no channel.`,
        `Add Signoff to the team that has "${found.name}", or type /route ${found.channel} where its posts should go.`,
      );
    case 'channel-closed':
      return say(
        `"${found.channel}" is closed to Signoff.`,
        `Teams answers "${found.because}". Add Signoff to the team or chat of "${found.name}" again, or type /route ${found.channel} somewhere else.`,
      );
    case 'teams-silent':
      return say('Teams', `does not answer (${found.because}). Nothing is lost: cards are sent when it does.`);
    case 'teams-token':
      return say(
        'Teams',
        'cannot be asked, because Entra gives Signoff no token. Check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppPassword, or the managed identity.',
      );
    case 'roles-filled':
      return say('Roles', `that policy fills by name have somebody: ${found.roles}.`);
    case 'roles-empty':
      return say(
        'Nobody holds a role.',
        `Requests that ask for it are refused: ${roles(found.roles)}. List people under "members" in the policy file, or name a "group".`,
      );
    case 'groups-read':
      return say('Entra groups', `were read and have people: ${found.groups}.`);
    case 'groups-unused':
      return say('Entra groups.', 'Policy fills no role by one.');
    case 'group-empty':
      return say(
        `The group of ${role(found.role)} is empty.`,
        'Add people to it in Entra, or name another group in the policy file.',
      );
    case 'group-unreadable':
      return say(
        `The group of ${role(found.role)} cannot be read.`,
        `${found.because}. Give the identity of the bot GroupMember.Read.All and User.ReadBasic.All with admin consent, and check the id under "group".`,
      );
    case 'managers-read':
      return say('Managers', 'can be read from Entra.');
    case 'managers-unused':
      return say('Managers.', 'Policy escalates to none.');
    case 'managers-unset':
      return say(
        'Nobody can say who the managers are.',
        'Policy escalates to them ("managerOf"), and that level is passed over. Set GRAPH_ENABLED=true, or name a role instead.',
      );
    case 'managers-unreadable':
      return say(
        'Managers cannot be read, so their level is passed over.',
        `${found.because}. Give the identity of the bot User.Read.All with admin consent: infra/scripts/setup-entra.sh managers.`,
      );
    case 'alerts-shut':
      return say('Alerts', 'are kept out. Set ALERTS_AUDIENCE for a secure webhook, or ALERTS_TOKEN for a plain one.');
    case 'alerts-open':
      return say(
        'Alerts',
        found.last === undefined
          ? 'are let in. None has come yet: try "Test action group" in Azure.'
          : `are let in. The last one fired at ${moment(found.last)}.`,
      );
    case 'alerts-keys-silent':
      return say(
        'Alerts',
        'cannot be told from forgeries, because the signing keys of Entra do not answer. Check ALERTS_TENANT_ID, and that login.microsoftonline.com can be reached.',
      );
    case 'gate-shut':
      return say('The gate', 'answers no pipeline. Set API_TOKENS_FILE to the list of hashed tokens.');
    case 'gate-open':
      return say('The gate', 'answers pipelines that have a token.');
    case 'posts-delivered':
      return say('Delivery.', 'Every card is where it should be.');
    case 'posts-waiting':
      return say(
        'Cards are late.',
        `Waiting: ${found.posts}, the oldest since ${moment(found.since)}. Teams may have asked for a pause; if it lasts, see the log.`,
      );
    case 'posts-dead':
      return say(
        'Cards were given up.',
        `${found.posts} in ${found.places.map(doctor.placeOf).join(', ')}: "${found.because}". Let Signoff in there again and type /route, and they are sent.`,
      );
    case 'timers-fired':
      return say('Timers', 'fire when they are due.');
    case 'timers-late':
      return say('Timers are late.', `The oldest was due at ${moment(found.since)}. See the log, and start Signoff again.`);
    case 'policy-current':
      return say('Policy.', 'Every request on its way was asked for under the one that applies now.');
    case 'policy-earlier':
      return say(
        'An earlier policy applies.',
        [
          `${found.requests.map(({ request }) => request).join(', ')} keep the approvers they were given.`,
          ...found.requests.flatMap((drift) => driftOf(drift, { role })),
          'To ask anew, cancel and submit again.',
        ].join(' '),
      );
    case 'azure-unused':
      return say(
        'Azure Monitor',
        'is not asked. Set AZURE_SUBSCRIPTION_ID to measure deployments and to catch up on missed alerts.',
      );
    case 'azure-alerts-read':
      return say("Azure's record of alerts", 'can be read, so that a missed webhook is caught up with.');
    case 'azure-alerts-unreadable':
      return say(
        "Azure's record of alerts cannot be read.",
        `${found.because}. Give the identity of the bot Monitoring Contributor on the subscription, and check AZURE_SUBSCRIPTION_ID and AZURE_CLIENT_ID.`,
      );
    case 'azure-metrics-read':
      return say('Metrics', `can be read where policy names resources: ${found.targets}.`);
    case 'azure-metrics-unreadable':
      return say(`Metrics of ${found.service} in ${found.environment} cannot be read:`, UNMEASURED[found.because]);
    case 'azure-nothing-named':
      return say(
        'Nothing is measured.',
        'Name what a service runs on under "resources" in the policy file; until then people are asked.',
      );
    case 'address-reached':
      return say('The address', `under which Teams, Azure and pipelines call leads here: ${found.url}.`);
    case 'address-unreached':
      return say(
        'The address does not lead here.',
        `${found.url}/healthz answers ${found.because}. Correct PUBLIC_URL, or the name, certificate or firewall in front of the bot.`,
      );
    case 'turned-away':
      return found.who === 'message-tenant'
        ? say(
            'Somebody of another organisation',
            `was turned away at ${moment(found.at)}. If they belong here, set MicrosoftAppTenantId to their tenant.`,
          )
        : say('An alert was turned away', `at ${moment(found.at)}: ${STRANGERS[found.who]}`);
    case 'check-failed':
      return say(checks[found.check], `could not be checked. Look for ${found.fault} in the log.`);
  }
}

const GONE = { service: 'its service', environment: 'its environment', 'change-type': 'its kind of change' } as const;

/** What the policy of today would do differently with a request that keeps an earlier one. */
function driftOf({ request, added, dropped, gone }: Drift, { role }: Pick<Naming, 'role'>): readonly string[] {
  const roles = (choices: Drift['added']) => choices.map((choice) => choice.map(role).join(' or ')).join(', ');
  const differs = [
    ...(added.length === 0 ? [] : [`would also ask ${roles(added)}`]),
    ...(dropped.length === 0 ? [] : [`would not ask ${roles(dropped)}`]),
    ...(gone.length === 0 ? [] : [`does not know ${gone.map((what) => GONE[what]).join(', ')}`]),
  ];
  return differs.length === 0 ? [] : [`For ${request} the policy of today ${differs.join(' and ')}.`];
}
