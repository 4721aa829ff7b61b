/** Where this room writes what an operator should see: never names, texts or tokens. */
export interface Log {
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}
