import { readEvidence, typeOf, type Evidence } from '../../domain/evidence.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { nameOf, paragraph, plain, row, shortened, strong, subtle, type List, type Paragraph, type Run } from '../pieces.ts';

/** What came with a draft, its lines as a form has them; none where they cannot be read. */
export function evidenceList(typed: string, { words }: Context): readonly List[] {
  const rows = (readEvidence(typed) ?? []).map((one) => row('point', [paragraph(...evidenceRuns(one))]));
  return rows.length === 0 ? [] : [{ heading: words.details.evidence, rows }];
}

/** What came with a request, and after it with who sent it; `most` is the longest name shown, in characters. */
export function evidenceSection(
  { plan, attached }: DeployRequest,
  most: number,
  context: Context,
): readonly { readonly heading: string; readonly lines: readonly Paragraph[] }[] {
  const runsOf = (one: Evidence) => evidenceRuns({ ...one, name: shortened(one.name, most) });
  const lines = [
    ...(readEvidence(plan.evidence) ?? []).map((one) => paragraph(...runsOf(one))),
    ...attached.map((one) => {
      const by = context.words.details.sent(shortened(nameOf(one.by, context), most), stamp(one.at, context));
      return paragraph(...runsOf(one), subtle(`  ${by}`));
    }),
  ];
  return lines.length === 0 ? [] : [{ heading: context.words.details.evidence, lines }];
}

/** The name and kind of a file, and the host that keeps it, which is what is tapped: a reader sees where it leads. */
function evidenceRuns(evidence: Evidence): readonly Run[] {
  const { hostname } = new URL(evidence.link);
  const type = typeOf(evidence).toUpperCase();
  const link: Run = { ...plain(hostname), selectAction: { type: 'Action.OpenUrl', url: evidence.link } };
  return [strong(evidence.name), subtle(type === '' ? '  ' : `  ${type}  `), link];
}
