import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';

const INFRA = path.resolve(import.meta.dirname, '../../infra');
const grammar = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');

const parser: { ready?: Parser } = {};

/** Makes the parser, before which nothing here can be read. */
export async function loadParser(): Promise<void> {
  if (parser.ready !== undefined) return;
  await Parser.init();
  const made = new Parser();
  made.setLanguage(await Language.load(grammar));
  parser.ready = made;
}

/** One Bicep file, as far as it can be known without a compiler. Places are `file:line`. */
export interface Template {
  /** Relative to infra/. */
  readonly file: string;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Described[];
  /** Everything that a name in this file may mean, and what kind of thing it is. */
  readonly symbols: ReadonlyMap<string, 'parameter' | 'variable' | 'resource' | 'module'>;
  readonly resources: readonly { readonly symbol: string; readonly type: string; readonly version: string }[];
  readonly modules: readonly Module[];
  readonly uses: readonly Use[];
  readonly calls: readonly { readonly name: string; readonly place: string }[];
  /** Places that the grammar could not read. */
  readonly unread: readonly string[];
  readonly root: Node;
}

export interface Described {
  readonly name: string;
  readonly description: string;
}

export interface Parameter extends Described {
  readonly type: string;
  readonly isSecure: boolean;
  readonly hasDefault: boolean;
  /** Values of `@allowed`; empty: any. */
  readonly allowed: readonly string[];
  readonly mostLetters: number;
}

export interface Module {
  readonly symbol: string;
  /** File that it deploys, relative to infra/. */
  readonly file: string;
  readonly given: readonly string[];
}

/** A name in an expression, with the properties asked of it: `network!.outputs.zoneId` is `network` and `outputs`, `zoneId`. */
export interface Use {
  readonly name: string;
  readonly properties: readonly string[];
  readonly place: string;
}

/** Every .bicep file under infra/, named relative to it. */
export const templateFiles = (): readonly string[] =>
  readdirSync(INFRA, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bicep'))
    .sort();

export const readInfra = (file: string): string => readFileSync(path.join(INFRA, file), 'utf8');

export const parameterFiles = (): readonly string[] => readdirSync(INFRA).filter((file) => file.endsWith('.parameters.json'));

/** Reads one file of infra/, named relative to it. */
export function readTemplate(file: string): Template {
  const root = parseBicep(readInfra(file));
  const nodes = [...walk(root)];
  const declared = (type: string) => nodes.filter((node) => node.type === `${type}_declaration`);
  const place = (node: Node) => `${file}:${node.startPosition.row + 1}`;
  const kinds = ['parameter', 'variable', 'resource', 'module'] as const;
  return {
    file,
    parameters: declared('parameter').map(readParameter),
    outputs: declared('output').map(describe),
    symbols: new Map(kinds.flatMap((kind) => declared(kind).map((node) => [nameOf(node), kind] as const))),
    resources: declared('resource').map(readResource),
    modules: declared('module').map((node) => readModule(node, file)),
    uses: nodes.filter(isUse).map((node) => ({ name: node.text, properties: propertiesOf(node), place: place(node) })),
    calls: nodes.filter(isFunctionName).map((node) => ({ name: node.text, place: place(node) })),
    unread: nodes.filter((node) => node.isError || node.isMissing).map(place),
    root,
  };
}

/** The syntax tree of a text; what cannot be read is in it as an error. */
export function parseBicep(text: string): Node {
  const tree = parser.ready?.parse(text);
  if (!tree) throw new Error('there is no parser yet');
  return tree.rootNode;
}

/** Every object of a file under this key, at any depth, as key → text of the value. */
export function objectsUnder({ root }: Template, key: string): readonly ReadonlyMap<string, string>[] {
  const holders = [...walk(root)].filter(
    (node) => (node.type === 'object_property' || node.type === 'variable_declaration') && keyOf(node) === key,
  );
  return holders.flatMap((holder) => {
    const value = holder.namedChildren.at(-1);
    return value?.type === 'object' ? [entriesOf(value)] : [];
  });
}

/** The text of every value under this key, at any depth. */
export const valuesUnder = ({ root }: Template, key: string): readonly string[] =>
  [...walk(root)]
    .filter((node) => node.type === 'object_property' && keyOf(node) === key)
    .map((node) => node.namedChildren.at(-1)?.text ?? '');

/** What a plain string says; undefined for everything else, strings with a placeholder too. */
export function literal(text: string): string | undefined {
  return /^'([^'\\$]*)'$/.exec(text)?.[1];
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

const nameOf = (declaration: Node): string => declaration.namedChildren[0]?.text ?? '';

function keyOf(node: Node): string {
  const text = nameOf(node);
  return literal(text) ?? text;
}

const entriesOf = (object: Node): ReadonlyMap<string, string> =>
  new Map(
    object.namedChildren
      .filter(({ type }) => type === 'object_property')
      .map((property) => [keyOf(property), property.namedChildren.at(-1)?.text ?? '']),
  );

/** The text between the brackets of a decorator: undefined without the decorator. */
function decorated(declaration: Node, name: string): Node | undefined {
  const before = declaration.previousNamedSibling;
  if (before?.type !== 'decorators') return undefined;
  const calls = before.namedChildren.flatMap((decorator) => decorator.namedChildren);
  return calls.find((call) => nameOf(call) === name)?.namedChildren[1];
}

const describe = (declaration: Node): Described => ({
  name: nameOf(declaration),
  description: literal(decorated(declaration, 'description')?.namedChildren[0]?.text ?? '') ?? '',
});

const readParameter = (declaration: Node): Parameter => ({
  ...describe(declaration),
  type: declaration.namedChildren[1]?.text ?? '',
  isSecure: decorated(declaration, 'secure') !== undefined,
  hasDefault: declaration.namedChildren.length > 2,
  allowed: (decorated(declaration, 'allowed')?.namedChildren[0]?.namedChildren ?? []).map(({ text }) => literal(text) ?? text),
  mostLetters: Number(decorated(declaration, 'maxLength')?.namedChildren[0]?.text ?? Number.POSITIVE_INFINITY),
});

function readResource(declaration: Node): Template['resources'][number] {
  const [type = '', version = ''] = (literal(declaration.namedChildren[1]?.text ?? '') ?? '').split('@');
  return { symbol: nameOf(declaration), type, version };
}

function readModule(declaration: Node, from: string): Module {
  const file = literal(declaration.namedChildren[1]?.text ?? '') ?? '';
  const given = [...walk(declaration)].find((node) => node.type === 'object_property' && keyOf(node) === 'params');
  const values = given?.namedChildren.at(-1);
  return {
    symbol: nameOf(declaration),
    file: path.join(path.dirname(from), file),
    given: values === undefined ? [] : [...entriesOf(values).keys()],
  };
}

const isFunctionName = (node: Node): boolean =>
  node.type === 'identifier' && node.parent?.type === 'call_expression' && isFirst(node) && !isDecorator(node.parent);

const isDecorator = (call: Node): boolean => call.parent?.type === 'decorator';

const isFirst = (node: Node): boolean => node.parent?.namedChildren[0]?.id === node.id;

/** Parents whose first child is a name that is given there, not used. */
const NAMING = ['object_property', 'call_expression', 'for_statement'];

function isUse(node: Node): boolean {
  if (node.type !== 'identifier' || node.parent === null) return false;
  const isName = isFirst(node) && (NAMING.includes(node.parent.type) || node.parent.type.endsWith('_declaration'));
  return !isName && !isLocal(node);
}

/** Whether a loop around it gives this name. */
function isLocal(node: Node): boolean {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.type !== 'for_statement') continue;
    const names = around.namedChildren[0];
    if ([names, ...(names?.namedChildren ?? [])].some((name) => name?.text === node.text)) return true;
  }
  return false;
}

function propertiesOf(node: Node): readonly string[] {
  const properties: string[] = [];
  for (let around = node.parent; around?.type === 'member_expression'; around = around.parent) {
    properties.push(around.namedChildren.at(-1)?.text ?? '');
  }
  return properties;
}
