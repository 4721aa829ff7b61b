import { parseEnvironmentId, parseServiceId, type PipelineId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import { REPORTS } from '../domain/pipeline-report.ts';
import type { ReportAnswer, ReportRollout, RolloutReport } from '../flows/report-rollout.ts';
import { admitPipelines, callerOf, mayTouch, pipelineOf, type ApiLocks } from './api-tokens.ts';
import { parseJson } from './body.ts';
import { originIn } from './origin.ts';
import { refusal, type HttpReply, type ValueRoute } from './route.ts';

const MOST_BYTES = 64 * 1024;
const MOST_SEQUENCE = 1_000_000;

/**
 * POST /api/rollouts: a pipeline says how its run goes. 200 taken (also when it was told before), 404 no request asks for
 * this, 409 it does not fit, with the reason; 503 tell it again, because the store could not be read.
 */
export const rolloutsRoute = (report: ReportRollout, locks: ApiLocks): ValueRoute => ({
  kind: 'value',
  method: 'POST',
  path: '/api/rollouts',
  mostBytes: MOST_BYTES,
  admit: admitPipelines(locks),
  answer: async ({ authorization, body }) => {
    const caller = callerOf(locks, authorization);
    const told = parseReport(body, pipelineOf(caller));
    if (told === undefined) return refusal(400, 'service, environment, version, run, sequence and event are required');
    if (!mayTouch(caller, told.service)) return refusal(403, 'token-not-for-this-service');
    return toReply(await report(told));
  },
  onFault: refusal(503, 'unknown'),
});

function toReply(answer: ReportAnswer): HttpReply {
  switch (answer.kind) {
    case 'taken':
      return { status: 200, body: { requestId: answer.request.id, state: answer.request.state } };
    case 'recorded':
      return { status: 200, body: { state: 'recorded' } };
    case 'unknown':
      return refusal(404, 'no-request');
    case 'refused':
      return { status: 409, body: { requestId: answer.requestId, reason: answer.problem } };
  }
}

function parseReport(body: string, by: PipelineId): RolloutReport | undefined {
  const json = jsonOf(parseJson(body));
  const service = parseServiceId(textAt(json, 'service').toLowerCase());
  const environment = parseEnvironmentId(textAt(json, 'environment').toLowerCase());
  const [version, run] = [textAt(json, 'version'), textAt(json, 'run')];
  const what = REPORTS.find((known) => known === textAt(json, 'event'));
  const sequence = counted(json.get('sequence'));
  if (service === undefined || environment === undefined || what === undefined || sequence === undefined) return undefined;
  if (version === '' || run === '') return undefined;
  const rollsBack = textAt(json, 'rollback') === 'at-gate' ? 'at-gate' : 'never';
  const reason = textAt(json, 'reason').slice(0, 1_000);
  const report = {
    kind: 'pipeline-reported',
    by,
    run,
    sequence,
    what,
    step: counted(json.get('step')),
    reason,
    rollsBack,
    origin: originIn(json),
  } as const;
  return { service, environment, version, report };
}

const counted = (raw: unknown): number | undefined =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= MOST_SEQUENCE ? raw : undefined;
