import type { ServiceId } from '../../domain/ids.ts';
import type { Probed } from '../../domain/probe.ts';
import { openItems, type GateItem, type QualityGate, type ServiceGates } from '../../domain/quality-gates.ts';
import { button, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { HOLD_INPUT } from '../hold-actions.ts';
import { date, moment } from '../moments.ts';
import {
  badge,
  nameOf,
  note,
  paragraph,
  plain,
  row,
  shortened,
  strong,
  subtle,
  type List,
  type Row,
  type Run,
} from '../pieces.ts';
import { board, type BoardForm, type BoardView } from './board.ts';

/** Services on one card; the others are asked for by name. */
const MOST_SERVICES = 20;

/** Every service with its checkpoints. */
export function gatesView(services: readonly ServiceGates[], context: Context): BoardView {
  const { gates: words, calendar } = context.words.holds;
  const checkpoints = context.policy.gates.gates.filter(({ kind }) => kind === 'checkpoint');
  return board({
    fallback: calendar.fallback,
    head: { over: words.over, title: words.title, badge: [] },
    lists: [
      {
        heading: words.services,
        rows: services.slice(0, MOST_SERVICES).map((service) => {
          const open = checkpoints.filter((gate) => openItems(gate, service).length === 0).length;
          const lines = [
            paragraph(strong(titleOf(service.service, context)), subtle(`  ${words.open(open, checkpoints.length)}`)),
            ...checkpoints
              .slice(open)
              .slice(0, 1)
              .map((gate) => paragraph(subtle(owesText(gate, service, context)))),
          ];
          return row(open === checkpoints.length ? 'done' : 'open', lines);
        }),
      },
    ],
    notes: note(words.how),
    first: services.slice(0, 4).map(({ service }) => button(titleOf(service, context), 'gates/show', { service })),
  });
}

/** One service: each line of its checkpoints with who vouched for it, and its phases counted. */
export function serviceGatesView(service: ServiceGates, context: Context): BoardView {
  const { gates: words, calendar } = context.words.holds;
  const { gates } = context.policy.gates;
  const [checkpoints, phases] = [
    gates.filter(({ kind }) => kind === 'checkpoint'),
    gates.filter(({ kind }) => kind === 'phase'),
  ];
  const closed = checkpoints.filter((gate) => openItems(gate, service).length > 0).length;
  const byHand = gates.flatMap(({ items }) => items).filter(({ id }) => !service.probed?.some(({ item }) => item === id));
  const openNow = gates.flatMap((gate) => openItems(gate, service));
  const open = byHand.filter((item) => openNow.includes(item));
  const done = byHand.filter((item) => !openNow.includes(item));
  return board({
    fallback: calendar.fallback,
    head: {
      over: words.over,
      title: titleOf(service.service, context),
      badge: closed === 0 ? badge(words.ready, 'good') : badge(words.closed(closed), 'attention'),
    },
    lists: [
      ...checkpoints.map((gate) => checkpointList(gate, service, context)),
      { heading: words.workflow, rows: phases.map((gate) => phaseRow(gate, service, context)) },
    ],
    first: [button(words.title, 'gates/list')],
    forms: [
      ...(open.length === 0 ? [] : [attestForm(service.service, open, context)]),
      ...(done.length === 0 ? [] : [withdrawForm(service.service, done, context)]),
    ],
  });
}

function checkpointList(gate: QualityGate, service: ServiceGates, context: Context): List {
  const { gates: words } = context.words.holds;
  const open = openItems(gate, service).length;
  const status = open > 0 ? words.gateClosed : words.gateOpen;
  return { heading: `${gate.title} · ${status}`, rows: gate.items.map((item) => itemRow(item, service, context)) };
}

function itemRow(item: GateItem, service: ServiceGates, context: Context): Row {
  const proof = service.probed?.find((one) => one.item === item.id);
  if (proof !== undefined) return probedRow(item, proof, context);
  const found = service.attested.find((attestation) => attestation.item === item.id);
  if (found === undefined) return row('open', [paragraph(plain(item.title), subtle(`  ${teamTitle(item, context)}`))]);
  const who = `  ${nameOf(found.by, context)}, ${date(found.at, context)}`;
  const link: readonly Run[] =
    found.link === ''
      ? []
      : [{ ...plain(`  ${context.words.holds.gates.proof}`), selectAction: { type: 'Action.OpenUrl', url: found.link } }];
  return row('done', [paragraph(plain(item.title), subtle(who), ...link)]);
}

/** When it was found to hold, or what was found instead, and since when. */
function probedRow(item: GateItem, { answer, at, since }: Probed, context: Context): Row {
  const { gates: words } = context.words.holds;
  if (answer.kind === 'proved') {
    return row('done', [
      paragraph(plain(item.title), subtle(`  ${words.proved(moment(at, context), moment(since, context))}`)),
    ]);
  }
  const why = words.unproved[answer.because](shortened(answer.found, 60));
  return row('wrong', [
    paragraph(plain(item.title), subtle(`  ${teamTitle(item, context)}`)),
    paragraph(subtle(answer.because === 'not-looked' ? why : words.since(why, moment(since, context)))),
  ]);
}

function phaseRow(gate: QualityGate, service: ServiceGates, context: Context): Row {
  const open = openItems(gate, service).length;
  const lines = [paragraph(plain(gate.title), subtle(`  ${gate.items.length - open}/${gate.items.length}`))];
  return row(
    open === 0 ? 'done' : 'open',
    open === 0 ? lines : [...lines, paragraph(subtle(owesText(gate, service, context)))],
  );
}

/** `Identity Team owes 2, Security Team owes 1`. */
function owesText(gate: QualityGate, service: ServiceGates, context: Context): string {
  const counts = new Map<string, number>();
  for (const item of openItems(gate, service)) {
    const title = teamTitle(item, context);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return [...counts].map(([team, n]) => context.words.holds.gates.owes(team, n)).join(', ');
}

function attestForm(service: ServiceId, open: readonly GateItem[], context: Context): BoardForm {
  const { gates: words } = context.words.holds;
  return {
    title: words.attest,
    choices: [itemChoice(HOLD_INPUT.items, words.items, open)],
    moments: [],
    texts: [
      { id: HOLD_INPUT.link, label: words.link, hint: 'https://', most: 200 },
      { id: HOLD_INPUT.note, label: words.note, hint: words.noteHint, most: 300 },
    ],
    send: primary(button(words.attestSend, 'gates/attest', { service })),
  };
}

function withdrawForm(service: ServiceId, done: readonly GateItem[], context: Context): BoardForm {
  const { gates: words } = context.words.holds;
  return {
    title: words.withdraw,
    choices: [itemChoice(HOLD_INPUT.withdrawn, words.items, done)],
    moments: [],
    texts: [{ id: HOLD_INPUT.withdrawReason, label: words.withdrawWhy, hint: words.noteHint, most: 300 }],
    send: button(words.withdrawSend, 'gates/withdraw', { service }),
  };
}

const itemChoice = (id: string, label: string, items: readonly GateItem[]): BoardForm['choices'][number] => ({
  id,
  label,
  value: '',
  multi: true,
  style: 'compact',
  choices: items.map((item) => ({ title: shortened(item.title, 60), value: item.id })),
});

const titleOf = (service: ServiceId, { policy }: Pick<Context, 'policy'>): string =>
  policy.services.get(service)?.title ?? service;

const teamTitle = ({ team }: GateItem, { policy }: Pick<Context, 'policy'>): string =>
  policy.gates.teams.get(team)?.title ?? team;
