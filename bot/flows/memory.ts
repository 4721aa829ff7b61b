import type { Clock } from './ports.ts';

/** Answers of the store, remembered until something in it changes: for what is shown, never for what is decided. */
export interface Memory {
  /** The same question, asked again only when its answer is not remembered. A rejection is not an answer. */
  readonly of: <Asked extends readonly unknown[], Answer>(
    ask: (...asked: Asked) => Promise<Answer>,
  ) => (...asked: Asked) => Promise<Answer>;
  /** To be called after each commit, here and elsewhere. */
  readonly forget: () => void;
}

/** Word of what others commit can get lost on the way. */
const MOST_MS = 60_000;
const MOST_ANSWERS = 200;

export function createMemory({ now }: Clock): Memory {
  const forgetters = new Set<() => void>();
  return {
    of: <Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) => {
      const answers = new Map<string, { readonly answer: Promise<Answer>; readonly until: number }>();
      forgetters.add(() => {
        answers.clear();
      });
      return (...asked: Asked) => {
        const at = Date.parse(now());
        const question = JSON.stringify(asked);
        const known = answers.get(question);
        if (known !== undefined && at < known.until) return known.answer;
        if (answers.size >= MOST_ANSWERS) answers.clear();
        const answer = ask(...asked);
        const remembered = { answer, until: at + MOST_MS };
        answers.set(question, remembered);
        answer.catch(() => {
          if (answers.get(question) === remembered) answers.delete(question);
        });
        return answer;
      };
    },
    forget: () => {
      for (const forget of forgetters) forget();
    },
  };
}
