import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { accept, refuse, type Result } from '../domain/result.ts';
import { pathText, type Finding, type Path, type PolicyProblem } from './problem.ts';

/** A YAML text as plain data, with the way back from a place in the data to its line. */
export interface YamlFile {
  readonly data: unknown;
  readonly problem: (finding: Finding) => PolicyProblem;
}

/** Reads one YAML 1.2 document whose keys are strings. Gives the syntax errors instead when there are any. */
export function readYaml(text: string): Result<YamlFile, readonly PolicyProblem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) {
    return refuse(document.errors.map(({ pos, message }) => syntaxProblem(lines.linePos(pos[0]).line, message)));
  }
  const data = plain(document);
  if (!data.ok) return refuse([syntaxProblem(1, data.problem)]);
  const problem = ({ path, text: said }: Finding): PolicyProblem => ({
    line: lines.linePos(offsetOf(document, path)).line,
    path: pathText(path),
    text: said,
  });
  return accept({ data: data.value, problem });
}

const syntaxProblem = (line: number, message: string): PolicyProblem => ({
  line,
  path: '',
  text: `cannot be read as YAML here: ${message}`,
});

/** An alias that points nowhere, or at far too much, only shows when the data is made. */
function plain(document: Document): Result<unknown, string> {
  try {
    return accept(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'an alias leads nowhere');
  }
}

/** Where the deepest part of `path` starts that the document has. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isAlias(node) || isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
