import { refusalText, simulateCard, whyCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { holdersWithStandIns } from '../domain/asked.ts';
import { explain } from '../domain/explanation.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import type { DeployRequest } from '../domain/request.ts';
import { LIVE } from '../domain/request.ts';
import type { OtherRequest } from '../domain/rules.ts';
import { simulate, suppose, type Supposed } from '../domain/simulation.ts';
import { nextStarts } from '../domain/starts.ts';
import type { Person } from '../flows/ports.ts';
import type { ChatPorts } from './ports.ts';
import { privately, privateText } from './replies.ts';
import type { Reply } from './inbound.ts';
import { readSupposed } from './simulate-words.ts';

type ExplainPorts = Pick<ChatPorts, 'requests' | 'policy' | 'calendar' | 'readHolds'>;

/** Why a request is where it is, as its holders of roles and its neighbours in the calendar are now. */
export async function whyOf(request: DeployRequest, context: Context, ports: ExplainPorts): Promise<CardMessage> {
  const { policy, calendar } = ports;
  const { now } = context;
  const holders = holdersWithStandIns(request, context, now);
  const [others, holds] = await Promise.all([inTheWay(request.plan, request.id, ports), ports.readHolds(request.plan)]);
  return whyCard(request, explain(request, { policy, calendar, holders, others, holds }, now), context);
}

export async function sayWhy(id: RequestId, context: Context, ports: ExplainPorts): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  return [privately(await whyOf(stored.request, context, ports))];
}

/** Who would have to approve the plan of a request, were it asked for again by the same person. */
export async function simulateRequest(id: RequestId, context: Context, ports: ExplainPorts): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  const { plan, requester } = stored.request;
  return [privately(await simulated(plan, requester, id, context, ports))];
}

/** Who would have to approve what the words suppose, were it asked for by the one who types them. */
export async function simulateWords(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ExplainPorts,
): Promise<readonly Reply[]> {
  const { policy, calendar } = ports;
  const { simulate: said, join } = context.words;
  const kinds = join.or([...policy.changeTypes.keys()]);
  const { answers, unread } = readSupposed(words, policy);
  const supposed = suppose(answers, policy, calendar);
  const unclear = unread.length === 0 ? [] : [privateText(said.unread(unread.join(' '), kinds))];
  if (!supposed.ok) return unclear.length > 0 ? unclear : [privateText(said.which(kinds))];
  return [...unclear, privately(await simulated(supposed.value, by.id, undefined, context, ports))];
}

/** Minutes that a deployment takes when nobody has said: what the form starts with. */
const USUAL_MINUTES = 30;

async function simulated(
  supposed: Supposed,
  requester: PersonId,
  except: RequestId | undefined,
  context: Context,
  ports: ExplainPorts,
): Promise<CardMessage> {
  const { policy, calendar } = ports;
  const { holders } = context;
  const others = await inTheWay(supposed, except, ports);
  const minutes = supposed.duration ?? USUAL_MINUTES;
  const environment = policy.environments.get(supposed.environment);
  const facts = { calendar, work: policy.work, others };
  const starts = environment === undefined ? [] : nextStarts(context.now, minutes, environment, facts);
  const simulation = simulate(supposed, { policy, holders, requester });
  return simulateCard({ supposed, simulation, requester, starts, minutes }, context);
}

/** Live requests for the same target, whose windows nobody else can have. */
async function inTheWay(
  { service, environment }: Pick<Supposed, 'service' | 'environment'>,
  except: RequestId | undefined,
  { requests }: Pick<ExplainPorts, 'requests'>,
): Promise<readonly Pick<OtherRequest, 'window'>[]> {
  if (service === undefined) return [];
  const live = await requests.list({ service, environment, states: LIVE });
  return live.filter(({ id }) => id !== except).map(({ plan: { window } }) => ({ window }));
}
