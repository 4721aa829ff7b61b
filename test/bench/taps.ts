import { readFileSync } from 'node:fs';
import type { RequestId } from '../../bot/domain/ids.ts';
import { parsePolicy } from '../../bot/policy/parse.ts';
import { createFakeActivities } from '../support/fake-activities.ts';
import { personalId } from '../support/fake-connector.ts';
import type { FakePerson, FakePlace } from '../support/fake-conversations.ts';
import { adele, alex } from '../support/story.ts';
import { VOTERS } from './people.ts';

export const TEAM = '19:team@thread.tacv2';

/** More lines than any checklist has. */
const EVERY_LINE = Array.from({ length: 40 }, (_, n) => n).join(',');

function policyVersion(): string {
  const demo = parsePolicy(readFileSync(new URL('../../bot/policy/demo.yaml', import.meta.url), 'utf8'));
  if (!demo.ok) throw new Error('the demo policy cannot be read');
  return demo.value.version;
}

const place = (scope: FakePlace['scope'], id: string, name: string): FakePlace => ({ id, scope, name, members: [] });
const GENERAL = place('channel', TEAM, '');
const APPROVALS = place('groupChat', '19:approvals@thread.v2', 'Approvals');

/** What Teams sends, as bodies: `arrivals` tell the bot its places, and each tap approves one request. */
export interface Taps {
  readonly arrivals: readonly string[];
  /** Person by person and request by request, so that taps at the same time are about different requests. */
  readonly approving: (requests: readonly RequestId[]) => readonly string[];
}

export function createTaps(serviceUrl: string): Taps {
  const activities = createFakeActivities({
    serviceUrl,
    tenantId: '00000000-0000-4000-8000-00000000aaaa',
    botId: '28:bot',
    team: { id: TEAM, name: 'Contoso' },
  });
  const card = { id: '1700000000000', place: APPROVALS, thread: undefined, onlyFor: undefined, history: [] };
  const policy = policyVersion();
  const approval = (by: FakePerson, request: RequestId) =>
    activities.tap({
      by,
      on: { ...card, text: '', summary: '', card: undefined },
      verb: 'request/vote',
      data: { request, revision: 1, policy, choice: 'approve' },
      inputs: { 'approve-comment': '', ticked: EVERY_LINE },
    });
  const own = place('personal', personalId(alex.id), alex.id);
  return {
    arrivals: [
      activities.install({ in: GENERAL, by: adele }),
      activities.install({ in: APPROVALS, by: adele }),
      activities.message({ by: alex, in: own, text: 'help' }),
    ].map((activity) => JSON.stringify(activity)),
    approving: (requests) => VOTERS.flatMap((by) => requests.map((request) => JSON.stringify(approval(by, request)))),
  };
}
