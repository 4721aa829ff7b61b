import { readEvidence, typeOf, type Evidence } from '../../domain/evidence.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { nameOf, paragraph, plain, row, strong, subtle, type List, type Paragraph, type Row } from '../pieces.ts';

/** What came with a plan or a draft, its lines as a form has them; none where they cannot be read. */
export function evidenceRows(typed: string): readonly Row[] {
  return (readEvidence(typed) ?? []).map((one) => row('point', [evidenceLine(one)]));
}

/** What came with the request and after it, with who sent it. */
export function evidenceList({ plan, attached }: DeployRequest, context: Context): readonly List[] {
  const later = attached.map((one) =>
    row('point', [evidenceLine(one), paragraph(subtle(nameOf(one.by, context)))], stamp(one.at, context)),
  );
  return listOf([...evidenceRows(plan.evidence), ...later], context);
}

export const listOf = (rows: readonly Row[], { words }: Pick<Context, 'words'>): readonly List[] =>
  rows.length === 0 ? [] : [{ heading: words.details.evidence, rows }];

/** The name and kind of a file, and the host that keeps it, which is what is tapped: a reader sees where it leads. */
function evidenceLine(evidence: Evidence): Paragraph {
  const { hostname } = new URL(evidence.link);
  const type = typeOf(evidence).toUpperCase();
  const kind = type === '' ? '' : `  ${type}`;
  return paragraph(strong(evidence.name), subtle(`${kind}  `), {
    ...plain(hostname),
    selectAction: { type: 'Action.OpenUrl', url: evidence.link },
  });
}
