import type { GateAnswer } from '../domain/gate.ts';
import { parseEnvironmentId, parseServiceId, type PipelineId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import type { AskGate, GateQuestion } from '../flows/ask-gate.ts';
import { admitPipelines, callerOf, mayTouch, pipelineOf, type ApiLocks } from './api-tokens.ts';
import { parseJson } from './body.ts';
import { originIn } from './origin.ts';
import { refusal, type HttpReply, type ValueRoute } from './route.ts';

const MOST_BYTES = 64 * 1024;

/**
 * POST /api/gate: may this version go on? 200 go, 202 ask again after Retry-After, 409 no. Any other answer also
 * means no; 503 says that nobody knows, because the store cannot be read.
 */
export const gateRoute = (askGate: AskGate, locks: ApiLocks): ValueRoute => ({
  kind: 'value',
  method: 'POST',
  path: '/api/gate',
  mostBytes: MOST_BYTES,
  admit: admitPipelines(locks),
  answer: async ({ authorization, body }) => {
    const caller = callerOf(locks, authorization);
    const question = parseQuestion(body, pipelineOf(caller));
    if (question === undefined) return refusal(400, 'service, environment, version and run are required');
    if (!mayTouch(caller, question.service)) return refusal(403, 'token-not-for-this-service');
    return toReply(await askGate(question));
  },
  onFault: refusal(503, 'unknown'),
});

function toReply(answer: GateAnswer): HttpReply {
  switch (answer.kind) {
    case 'open':
      return { status: 200, body: answer };
    case 'wait':
      return { status: 202, headers: { 'retry-after': String(answer.askAgainInSeconds) }, body: answer };
    case 'closed':
      return { status: 409, body: answer };
  }
}

function parseQuestion(body: string, by: PipelineId): GateQuestion | undefined {
  const json = jsonOf(parseJson(body));
  const service = parseServiceId(textAt(json, 'service').toLowerCase());
  const environment = parseEnvironmentId(textAt(json, 'environment').toLowerCase());
  const [version, run] = [textAt(json, 'version'), textAt(json, 'run')];
  if (service === undefined || environment === undefined || version === '' || run === '') return undefined;
  const action = textAt(json, 'action') === 'rollback' ? 'rollback' : 'deploy';
  return { service, environment, version, by, ask: { run, origin: originIn(json), action } };
}
