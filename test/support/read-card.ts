import assert from 'node:assert/strict';

/** Everything a reader of the card can read, in its order, fallbacks left out. */
export function textOf(card: unknown): string {
  if (typeof card !== 'object' || card === null) return '';
  if (Array.isArray(card)) return card.map(textOf).join('');
  return Object.entries(card)
    .filter(([key]) => key !== 'fallback' && key !== 'fallbackText' && key !== 'msteams' && key !== 'data')
    .map(([key, value]) =>
      typeof value === 'string' && ['text', 'title', 'value', 'label', 'placeholder'].includes(key)
        ? `${value}\n`
        : textOf(value),
    )
    .join('');
}

/** The values that a list of choices on the card offers. */
export function choicesOf(part: unknown, id: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  if (own['type'] === 'Input.ChoiceSet' && own['id'] === id) {
    return (own['choices'] as readonly { readonly value: string }[]).map(({ value }) => value);
  }
  return Object.values(own).flatMap((inner) => choicesOf(inner, id));
}

/** The data of the button that a person would see; fails when the card has none such. */
export function buttonOf(card: unknown, verb: string, wanted: Readonly<Record<string, unknown>> = {}): object {
  const found = buttonsOf(card).find(
    (button) => button.verb === verb && Object.entries(wanted).every(([key, value]) => button.data[key] === value),
  );
  assert.ok(found, `no button ${verb} ${JSON.stringify(wanted)} on: ${textOf(card)}`);
  return found.data;
}

export interface Button {
  readonly verb: unknown;
  readonly title: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

export function buttonsOf(part: unknown): readonly Button[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  const data = (own['data'] ?? {}) as Button['data'];
  const self = own['type'] === 'Action.Execute' ? [{ verb: own['verb'], title: own['title'], data }] : [];
  return [...self, ...Object.values(own).flatMap(buttonsOf)];
}
