import { checkCard, formCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Requirement } from '../domain/requirements.ts';
import type { DraftView } from '../flows/view-draft.ts';
import { channelName } from './channel-name.ts';

/** The page of a draft that its writer has come to, by the clock by which it was typed. */
export function drawDraft(view: DraftView, own: Context): CardMessage {
  const { draft, problems, unfinished, requirements, ready, window } = view;
  const context = { ...own, zone: draft.zone ?? own.policy.time.zone };
  const { id, revision, section, answers, owner } = draft;
  const common = { id, revision, answers, editing: draft.editing?.request, pull: draft.pull };
  if (section === 'check') {
    const asks = (requirements ?? []).map((requirement) => askOf(requirement, owner, context));
    return checkCard(
      {
        draft: common,
        problems,
        ready,
        asks,
        window: window(),
        channels: [channelName('approvals', answers.service, context.policy)],
      },
      context,
    );
  }
  const asks = requirements?.map((requirement) => askOf(requirement, owner, context).roles);
  const look = section === 'window' ? window() : undefined;
  return formCard(
    { draft: { ...common, section }, problems, unfinished, people: peopleByName(context), asks, window: look },
    context,
  );
}

function askOf({ anyOf }: Requirement, owner: PersonId, { policy, holders, names, words }: Context) {
  const titles = anyOf.map((role) => policy.roles.get(role)?.title ?? role);
  const people = new Set(anyOf.flatMap((role) => holders.get(role) ?? []));
  people.delete(owner);
  return { roles: words.join.or(titles), names: [...people].map((person) => names.get(person) ?? words.somebody) };
}

const peopleByName = ({ names, locale }: Context): readonly PersonId[] =>
  [...names].toSorted(([, a], [, b]) => a.localeCompare(b, locale)).map(([id]) => id);
