import type { Request, Response } from 'restify';

/** A request as far as it may be trusted before its body is read. */
export interface Knock {
  readonly authorization: string | undefined;
  readonly query: URLSearchParams;
}

export interface HttpAsk extends Knock {
  /** As it was asked for, without the query. */
  readonly path: string;
  /** As it came, decoded as UTF-8; empty for a GET. */
  readonly body: string;
}

export interface HttpReply {
  readonly status: number;
  /** An object is sent as JSON, a string as plain text. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface At {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** A question and its answer, knowing nothing of the server. */
export interface ValueRoute extends At {
  readonly kind: 'value';
  readonly mostBytes: number;
  /** Asked before the body is read; a reply turns the caller away. */
  readonly admit: (knock: Knock) => Promise<HttpReply | undefined>;
  readonly answer: (ask: HttpAsk) => Promise<HttpReply>;
  /** What the caller hears when `answer` throws. */
  readonly onFault: HttpReply;
  /** Answers to a POST that get a line in the log: each one unless said otherwise. */
  readonly logged?: 'refusals';
}

/** A door of its own: it is handed the parsed JSON body in `request.body` and answers by itself. */
export interface RawRoute extends At {
  readonly kind: 'raw';
  readonly mostBytes: number;
  readonly handle: (request: Request, response: Response) => Promise<void>;
}

export type Route = ValueRoute | RawRoute;

/** Refusals say what was wrong in a word, never why in detail. */
export const refusal = (status: number, reason: string): HttpReply => ({
  status,
  body: { reason },
});

export const everybody = (): Promise<undefined> => Promise.resolve(undefined);
