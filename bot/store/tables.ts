import type { Generated } from 'kysely';

/** The tables of migrations/, as far as queries are built rather than written out. Moments are `timestamptz`. */
export interface Tables {
  readonly request: {
    readonly id: string;
    readonly number: Generated<number>;
    readonly state: string;
    readonly service: string;
    readonly environment: string;
    readonly version: string;
    readonly requester: string;
    readonly holding: boolean;
    readonly window_start: Date;
    readonly window_end: Date;
    readonly seq: number;
    readonly head: string;
    readonly body: unknown;
  };
  readonly event: {
    readonly request_id: string;
    readonly seq: number;
    readonly kind: string;
    readonly at: Date;
    readonly bytes: string;
    readonly prev: string;
    readonly hash: string;
  };
  readonly timer: { readonly request_id: string; readonly kind: string; readonly due: Date };
  readonly draft: DraftRow;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly zone: string | null;
    readonly locale: string | null;
    readonly account: string | null;
  };
  readonly binding: { readonly key: string; readonly lane: string; readonly address: string };
}

export interface DraftRow {
  readonly id: string;
  readonly owner: string;
  readonly revision: number;
  readonly section: string;
  readonly answers: unknown;
  readonly editing_request: string | null;
  readonly editing_revision: number | null;
  readonly pull: unknown;
  readonly zone: string | null;
  readonly since: number | null;
  readonly updated_at: Date;
}
