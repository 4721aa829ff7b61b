import {
  digestCard,
  alarmCard,
  denialCard,
  approvalCard,
  askedCard,
  commentCard,
  editCard,
  filedReviewCard,
  askBackCard,
  chaseCard,
  hookCard,
  issueCard,
  issueWordCard,
  liveCard,
  newsCard,
  noGoCard,
  obligationsCard,
  overrunCard,
  owedCard,
  readyCard,
  requestCard,
  rollCallCard,
  rolledBackCard,
  rootCard,
  scheduledCard,
  standInCard,
  strayCard,
  successCard,
  summaryCard,
  watchCard,
} from '../cards/cards.ts';
import { strayRunCard } from '../cards/run-cards.ts';
import { freezeCard, lockEndingCard, metFreezeCard } from '../cards/hold-cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { digestReader, parseEnvironmentId, parseServiceId, type RunsId } from '../domain/ids.ts';
import { openingOf, personOf, type PlaceKey, type PostView } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Delegations, StalePost } from '../flows/ports.ts';
import type { Digests } from '../flows/digests.ts';
import { drawAlerts, type AlertDrawPorts } from './alert-draw.ts';
import { contextOf, type ContextPorts } from './context.ts';
import type { ChatPorts } from './ports.ts';

/** What the views of freezes over a request begin with. */
const FREEZE = 'freeze-';

type DrawPorts = { readonly delegations: Pick<Delegations, 'known'>; readonly digests: Pick<Digests, 'of'> } & AlertDrawPorts &
  ContextPorts &
  Pick<ChatPorts, 'runs' | 'readCalendar' | 'words'>;

/** Draws a card as its subject is now, in the language and by the clock of the one who reads it alone; undefined when there is no such card. */
export type Draw = (post: Pick<StalePost, 'subject' | 'view' | 'place'>) => Promise<CardMessage | undefined>;

export function createDraw(ports: DrawPorts): Draw {
  return async ({ subject, view, place }) => {
    const reader = personOf(place);
    const context = await contextOf(ports, reader && (await ports.roster.readerOf(reader)));
    switch (subject.kind) {
      case 'alert-group':
      case 'storm':
      case 'silence':
        return drawAlerts({ subject, view }, context, ports);
      case 'request': {
        const stored = await ports.requests.find(subject.id);
        return stored && drawRequest(stored.request, view, place, context);
      }
      case 'delegation': {
        const known = await ports.delegations.known(context.now);
        return standInCard(
          known.find(({ id }) => id === subject.id),
          context,
        );
      }
      case 'digest':
        return digestCard(await ports.digests.of(digestReader(subject.id)), context);
      case 'freeze': {
        const freeze = await ports.readCalendar.freeze(subject.id);
        return freeze && freezeCard(freeze, context);
      }
      case 'runs': {
        const [service, environment] = targetIn(subject.id);
        const known = service && environment && (await ports.runs.find({ service, environment }));
        return known && strayRunCard(known.state, Number(view.slice('stray-'.length)), context);
      }
      case 'lock': {
        const lock = await ports.readCalendar.lock(subject.id);
        return lock && lockEndingCard(lock, context);
      }
    }
  };
}

function targetIn(id: RunsId) {
  const [service, environment] = id.slice('runs:'.length).split('/');
  return [parseServiceId(service), parseEnvironmentId(environment)] as const;
}

function drawRequest(request: DeployRequest, view: PostView, place: PlaceKey, context: Context): CardMessage | undefined {
  const opening = openingOf(view);
  const reader = personOf(place);
  if (opening !== undefined && reader !== undefined) {
    return askedCard(request, reader, context, request.opened[opening - 1]?.phase);
  }
  if (opening !== undefined) {
    return approvalCard(request, context, { phase: request.opened[opening - 1]?.phase, place });
  }
  switch (view) {
    case 'request':
      return requestCard(request, context);
    case 'root':
      return rootCard(request, context);
    case 'post-review':
      return filedReviewCard(request, context);
    case 'obligations':
      return obligationsCard(request, context);
    case 'scheduled':
      return scheduledCard(request, context);
    case 'overrun':
      return overrunCard(request, context);
    case 'hook':
      return hookCard(request, context);
    case 'no-go':
      return noGoCard(request, context);
    case 'ready':
      return readyCard(request, context);
    default:
      if (view.startsWith(FREEZE)) return metFreezeCard(request, view.slice(FREEZE.length), context);
      if (view.startsWith('scheduled-')) return scheduledCard(request, context);
      if (view.startsWith('roll-call-')) return rollCallCard(request, Number(view.slice('roll-call-'.length)), context);
      if (view.startsWith('edit-')) return editCard(request, Number(view.slice('edit-'.length)), context);
      if (view.startsWith('comment-')) return commentCard(request, Number(view.slice('comment-'.length)), context);
      if (view.startsWith('stray-')) return strayCard(request, Number(view.slice('stray-'.length)), context);
      if (view.startsWith('news-')) return newsCard(request, context);
      if (view.startsWith('owed-')) return owedCard(request, view.slice('owed-'.length), context);
      if (view.startsWith('denial-')) return denialCard(request, Number(view.slice('denial-'.length)), context);
      if (view.startsWith('chase-')) return chaseCard(request, Number(view.slice('chase-'.length)), context);
      return 'rollout' in request ? drawRollout(request, view, context) : undefined;
  }
}

type RolledOut = Extract<DeployRequest, { rollout: unknown }>;

function drawRollout(request: RolledOut, view: PostView, context: Context): CardMessage | undefined {
  switch (view) {
    case 'live':
      return liveCard(request, context);
    case 'success':
      return successCard(request, context);
    case 'watch':
      return watchCard(request, context);
    case 'rolled-back':
      return rolledBackCard(request, context);
    default: {
      const [kind = '', first = 0, second = 0] = numbered(view);
      return NUMBERED[kind]?.(request, Number(first), Number(second), context);
    }
  }
}

/** `update-1-2` is the second word on the first issue. */
const numbered = (view: PostView) => /^([a-z-]+?)-(\d+)(?:-(\d+))?$/.exec(view)?.slice(1) ?? [];

type DrawNumbered = (request: RolledOut, first: number, second: number, context: Context) => CardMessage | undefined;

const NUMBERED: Readonly<Record<string, DrawNumbered>> = {
  issue: (request, n, _, context) => issueCard(request, n, context),
  update: (request, issue, word, context) => issueWordCard(request, { issue, word }, context),
  alarm: (request, n, _, context) => alarmCard(request, n, context),
  summary: (request, n, _, context) => summaryCard(request, n, context),
  'rollback-asked': (request, n, _, context) => askBackCard(request, n, context),
};
