import { textAt, type Json } from '../domain/json.ts';
import type { Origin } from '../domain/origin.ts';
import type { TriggerEvent } from '../domain/policy.ts';

/** What GitHub (`github.event_name`) and Azure Pipelines (`Build.Reason`) call it, in lower case. */
const EVENTS: Readonly<Record<string, TriggerEvent>> = {
  push: 'push',
  individualci: 'push',
  batchedci: 'push',
  pull_request: 'pull-request',
  'pull-request': 'pull-request',
  pullrequest: 'pull-request',
};

/** Where a pipeline says that it comes from; what cannot be a commit is none. */
export function originIn(json: Json): Origin {
  const commit = textAt(json, 'commit', 64).toLowerCase();
  const trigger = textAt(json, 'trigger', 40).toLowerCase();
  return {
    commit: /^[0-9a-f]{7,64}$/.test(commit) ? commit : '',
    trigger: EVENTS[trigger] ?? trigger,
    branch: textAt(json, 'branch', 200).replace(/^refs\/heads\//, ''),
  };
}
