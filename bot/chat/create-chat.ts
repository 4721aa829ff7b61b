import { welcomeCard, withBanner } from '../cards/cards.ts';
import type { AdaptiveCard } from '../cards/context.ts';
import { languageFor } from '../cards/words/language.ts';
import type { Reach } from '../flows/know-person.ts';
import type { Conversation, Person } from '../flows/ports.ts';
import type { Actor } from './acting.ts';
import { createAnswerDialog } from './answer-dialog.ts';
import { createAnswerSaid } from './answer-said.ts';
import { createAnswerTap } from './answer-tap.ts';
import { answerLink, answerSearch } from './answer-search.ts';
import { parseCommand } from './command.ts';
import { contextOf } from './context.ts';
import type { Arrived, Chat, DialogReply, Here, Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privateText, publicly } from './replies.ts';

/** The conversation: what comes in from Teams, and what goes back. Knows cards and flows, not Teams. */
export function createChat(ports: ChatPorts): Chat {
  const answerSaid = createAnswerSaid(ports);
  const answerTap = createAnswerTap(ports);
  const answerDialog = createAnswerDialog(answerTap, ports);
  const said = (locale: string | undefined) => languageFor(locale, ports.policy.time.locale).words.said;

  return {
    said: async ({ by, here, alone, text, files = [] }) => {
      const met = await meet(by, reachOf(here, alone), ports);
      const command = parseCommand(text);
      if (command.kind === 'as' && ports.acting !== undefined) return act(by, command.role, ports);
      const actor = ports.acting?.of(by.id);
      const replies = await answerSaid(speaker(actor, met), here, text, files);
      return actor === undefined ? replies : replies.map((reply) => underBanner(reply, actor, ports));
    },

    tapped: async ({ by, here, alone, verb, data }) => {
      const met = await meet(by, reachOf(here, alone), ports);
      const actor = ports.acting?.of(by.id);
      const reply = await answerTap(speaker(actor, met), verb, data);
      return actor === undefined ? reply : tapUnderBanner(reply, actor, ports);
    },

    opened: async ({ by, here, alone, verb, data }) => {
      const met = await meet(by, reachOf(here, alone), ports);
      const actor = ports.acting?.of(by.id);
      const reply = await answerDialog(speaker(actor, met), verb, data);
      return actor === undefined ? reply : dialogUnderBanner(reply, actor, ports);
    },

    searched: (searched) => answerSearch(searched, ports),
    pasted: ({ url }) => answerLink(url, ports),
    arrived: (arrived) => arrive(arrived, ports),
    line: (line, locale) => said(locale)[line],
    fault: (error, locale) => said(locale).fault(ports.onFault(error)),
  };
}

/** Whoever acts as another still reads in their own language, by their own clock. */
const speaker = (actor: Actor | undefined, by: Person): Person =>
  actor === undefined ? by : { ...actor.person, locale: by.locale, zone: by.zone };

/**
 * Who speaks, in the zone that they were last in where Teams does not say now. In the demo, cards for the person acted as
 * come to the same keyboard.
 */
async function meet(by: Person, reach: Reach | undefined, { knowPerson, roster, acting }: ChatPorts): Promise<Person> {
  await knowPerson(by, reach);
  const actor = acting?.of(by.id);
  if (actor !== undefined) await knowPerson(speaker(actor, by), reach);
  return { ...by, zone: by.zone ?? (await roster.readerOf(by.id)).zone };
}

function reachOf({ scope, conversation }: Here, alone: Conversation | undefined): Reach | undefined {
  if (scope === 'personal') return { kind: 'spoke-there', conversation };
  return alone === undefined ? undefined : { kind: 'could-open', conversation: alone };
}

async function arrive(arrived: Arrived, ports: ChatPorts): Promise<readonly Reply[]> {
  const { here, chatName, channels, people, cause } = arrived;
  await ports.roster.meet(people);
  const chat = chatName === undefined ? [] : [{ name: chatName, conversation: here.conversation }];
  await ports.bindChannels.byName([...channels, ...chat]);
  return cause === 'installed' ? [publicly(welcomeCard(await contextOf(ports)))] : [];
}

async function act(by: Person, role: string, { acting, policy, words }: ChatPorts): Promise<readonly Reply[]> {
  const actor = await acting?.become(by, role);
  if (actor === 'self') return [privateText(words.said.yourself)];
  if (actor === undefined) return [privateText(words.said.asUnknown(words.join.and([...policy.roles.keys()])))];
  return [privateText(words.said.acting(actor.person.name, policy.roles.get(actor.role)?.title ?? actor.role))];
}

const bannerOf = ({ person, role }: Actor, { policy, words }: ChatPorts): string =>
  words.said.actingBanner(person.name, policy.roles.get(role)?.title ?? role);

function underBanner(reply: Reply, actor: Actor, ports: ChatPorts): Reply {
  const banner = bannerOf(actor, ports);
  if (reply.say.kind === 'text') return { ...reply, say: { kind: 'text', text: `${banner}. ${reply.say.text}` } };
  const { card, summary } = reply.say.message;
  return { ...reply, say: { kind: 'card', message: { card: withBanner(card as AdaptiveCard, banner), summary } } };
}

function tapUnderBanner(reply: TapReply, actor: Actor, ports: ChatPorts): TapReply {
  const banner = bannerOf(actor, ports);
  if (reply.kind === 'notice') return { ...reply, text: `${banner}. ${reply.text}` };
  return { ...reply, card: withBanner(reply.card as AdaptiveCard, banner) };
}

const dialogUnderBanner = (reply: DialogReply, actor: Actor, ports: ChatPorts): DialogReply =>
  reply.kind === 'closing' ? reply : { ...reply, card: withBanner(reply.card as AdaptiveCard, bannerOf(actor, ports)) };
