/** Something in a policy file that keeps it from being used. */
export interface PolicyProblem {
  /** Counts from 1; the nearest line of the file that is there when what is wrong is missing. */
  readonly line: number;
  /** `roles.cto.members[0]`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong with what stands at `path`, to be read after it: `is not an Entra object id`. */
  readonly text: string;
}

/** Keys and list places from the top of the file down. */
export type Path = readonly (string | number)[];

/** A problem before it is known on which line it stands. */
export interface Finding {
  readonly path: Path;
  readonly text: string;
}

/** `line 12: roles.cto.members[0] is not an Entra object id`. */
export const problemText = ({ line, path, text }: PolicyProblem): string =>
  `line ${line}: ${path === '' ? 'the file' : path} ${text}`;

/** `['roles', 'cto', 'members', 0]` as `roles.cto.members[0]`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
