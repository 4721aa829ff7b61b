import type { PersonId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { mentionOf } from '../mentions.ts';
import { badge, nameOf, paragraph, plain, release, roleTitle, strong, type Box } from '../pieces.ts';
import { emptyView, type OwedView } from './owed.ts';
import { stamp } from '../moments.ts';

/** Somebody denies having approved by voice: everybody has to know, and those in charge are notified. */
export function denialView(request: DeployRequest, denier: PersonId, context: Context): OwedView {
  const { emergency } = context.words;
  const { requester, plan } = request;
  const entities = [...new Set([requester, plan.onCallEngineer, plan.managerOnCall])].map((person) =>
    mentionOf(person, context),
  );
  const text = emergency.denialText(nameOf(denier, context), release(request, context));
  return {
    ...emptyView(request, emergency.denial, badge(emergency.answers.denied, 'attention'), context),
    told: [{ text: emergency.denialFor(context.words.join.and(entities.map((one) => one.text))) }],
    box: [{ style: 'attention', lines: [paragraph(strong(text)), paragraph(plain(emergency.denialNext))] }],
    entities,
  };
}

/** Who approved by voice and whether they have said so again; nothing for a request that went the usual way. */
export function emergencyBox({ emergency }: DeployRequest, context: Context): readonly Box[] {
  if (emergency === undefined) return [];
  const { words } = context;
  const { box, voiceLine, heard, answers } = words.emergency;
  const denied = emergency.voices.some(({ answer }) => answer?.said === 'denied');
  const lines = emergency.voices.map(({ by, as, at, answer }) => {
    const said = voiceLine(nameOf(by, context), roleTitle(as, context), stamp(at, context));
    return paragraph(plain(`${said}: ${answers[answer?.said ?? 'open']}`));
  });
  return [
    {
      style: denied ? 'attention' : 'warning',
      lines: [
        paragraph(strong(box), plain(emergency.reason)),
        ...lines,
        paragraph(plain(heard(nameOf(emergency.heardBy, context)))),
      ],
    },
  ];
}
