import type { PersonId, RoleId } from '../../domain/ids.ts';
import { button, EMERGENCY, INPUT, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import type { CardOf } from '../parts.ts';
import { nameOf, note, paragraph, plain, roleTitle } from '../pieces.ts';
import { pickerOf, type ChoiceInput, type TextInput } from './inputs.ts';
import { zoneTitle } from './window-echo.ts';

/** What is asked of whoever declares an emergency, with what they typed already. */
export interface EmergencyView extends CardOf<'head' | 'paragraphs' | 'notes' | 'first'> {
  readonly rows: readonly { readonly cells: readonly EmergencyCell[] }[];
}

/** Exactly one of the lists has an entry. */
interface EmergencyCell {
  readonly width: number;
  readonly texts: readonly TextInput[];
  readonly choices: readonly ChoiceInput[];
  readonly times: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  readonly searches: readonly ChoiceInput[];
}

export interface EmergencyInput {
  readonly requester: PersonId;
  /** By the ids of the inputs. */
  readonly typed: Readonly<Record<string, string>>;
  /** Everybody who is known, in the order of the pickers. */
  readonly people: readonly PersonId[];
}

const MOST_PEOPLE = 60;
const MOST_TEXT = 1_000;

export function emergencyView({ requester, typed, people }: EmergencyInput, context: Context): EmergencyView {
  const { words, policy, zone } = context;
  const { emergency, units } = words;
  const { voices, completeMinutes, reviewMinutes, standbyMinutes } = policy.expedited;
  const fill = cellMakers(typed, context);
  const others = people.filter((person) => person !== requester);
  const expedited = [...policy.changeTypes.values()].filter((one) => one.expedited);
  const environments = [...policy.environments.values()].filter(({ rules }) => rules === 'full');
  return {
    fallback: emergency.fallback,
    head: { over: '', title: emergency.title, badge: [] },
    paragraphs: [paragraph(plain(expedited.length === 0 ? emergency.none : emergency.intro))],
    rows: [
      [
        fill.choice(EMERGENCY.service, emergency.service, [...policy.services.values()].map(titled)),
        fill.choice(EMERGENCY.environment, emergency.environment, environments.map(titled)),
      ],
      [
        fill.text(EMERGENCY.version, emergency.version, emergency.versionHint),
        fill.choice(EMERGENCY.changeType, emergency.changeType, expedited.map(titled)),
      ],
      [fill.lines(EMERGENCY.reason, emergency.reason, emergency.reasonHint)],
      [fill.lines(EMERGENCY.rollback, emergency.rollback, emergency.rollbackHint)],
      ...voices.map((roles, n) => [
        fill.person(
          INPUT.voice(n),
          emergency.voice(words.join.or(roles.map((role) => roleTitle(role, context)))),
          named(holdersOf(roles, context), context),
        ),
        fill.time(INPUT.voiceAt(n), emergency.voiceAt),
      ]),
      [fill.anybody(EMERGENCY.heardBy, emergency.heardBy, people), fill.anybody(EMERGENCY.onCall, emergency.onCall, others)],
    ].map((cells) => ({ cells })),
    notes: note(
      emergency.notes(
        zoneTitle(zone),
        units.lasting(completeMinutes),
        units.lasting(reviewMinutes),
        units.lasting(standbyMinutes),
      ),
    ),
    first: expedited.length === 0 ? [] : [primary(button(emergency.send, 'emergency/declare'))],
  };
}

/** Inputs with what was typed in them; a single choice is chosen already. */
function cellMakers(typed: EmergencyInput['typed'], context: Context) {
  const { choose } = context.words.emergency;
  const none = { texts: [], choices: [], times: [], searches: [] };
  const text = (id: string, label: string, hint: string, multiline: boolean): EmergencyCell => ({
    ...none,
    width: 1,
    texts: [{ id, label, hint, value: typed[id] ?? '', multiline, most: multiline ? MOST_TEXT : 64 }],
  });
  const choice = (id: string, label: string, choices: ChoiceInput['choices'], style: ChoiceInput['style']): EmergencyCell => {
    const only = choices.length === 1 ? choices[0]?.value : undefined;
    const input = { id, label, hint: choose, value: typed[id] ?? only ?? '', choices, multiple: false, style };
    return { ...none, width: style === 'filtered' ? 2 : 1, choices: [input] };
  };
  return {
    text: (id: string, label: string, hint: string) => text(id, label, hint, false),
    lines: (id: string, label: string, hint: string) => text(id, label, hint, true),
    choice: (id: string, label: string, choices: ChoiceInput['choices']) => choice(id, label, choices, 'compact'),
    person: (id: string, label: string, choices: ChoiceInput['choices']) => choice(id, label, choices, 'filtered'),
    anybody: (id: string, label: string, people: readonly PersonId[]): EmergencyCell => {
      const input = pickerOf({ id, label, hint: choose, value: typed[id] ?? '' }, 'person', people, context);
      return { ...none, width: 2, choices: input.choices, searches: input.searches };
    },
    time: (id: string, label: string): EmergencyCell => ({ ...none, width: 1, times: [{ id, label, value: typed[id] ?? '' }] }),
  };
}

const titled = ({ id, title }: { readonly id: string; readonly title: string }) => ({ title, value: id });

const named = (people: readonly PersonId[], context: Context): ChoiceInput['choices'] =>
  people.slice(0, MOST_PEOPLE).map((person) => ({ title: nameOf(person, context), value: person }));

const holdersOf = (roles: readonly RoleId[], { holders }: Context): readonly PersonId[] => [
  ...new Set(roles.flatMap((role) => holders.get(role) ?? [])),
];
