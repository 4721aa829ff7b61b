import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reached, type LevelReached, type ManagerFound } from '../../bot/domain/levels.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { adele, channel, isaiah, lynne, megan } from '../support/given.ts';

const found = (person: PersonId): ManagerFound => ({ kind: 'found', person });
const managers = (...answers: readonly (readonly [PersonId, ManagerFound])[]): LevelReached => ({
  managers: new Map(answers),
  channel: undefined,
});
const nobody: LevelReached = { people: [], channel: undefined };
const told = (missing: readonly PersonId[], ...levels: readonly LevelReached[]) =>
  reached('level-1', { reminded: [], missing }, levels);

describe('a level of managers', () => {
  it('tells each manager once, and says whose they are', () => {
    const both = managers([megan, found(isaiah)], [adele, found(isaiah)]);
    assert.deepEqual(told([megan, adele], both), {
      step: 'level-1',
      people: [isaiah],
      channel: undefined,
      managersOf: [megan, adele],
    });
  });

  it('is passed over where there is none, and what was passed over is told with the next level', () => {
    const none = managers([megan, { kind: 'none' }], [adele, { kind: 'unknown' }]);
    assert.deepEqual(told([megan, adele], nobody, none, { people: [lynne], channel: undefined }), {
      step: 'level-3',
      people: [lynne],
      channel: undefined,
      unmanaged: [
        { of: megan, because: 'none' },
        { of: adele, because: 'unknown' },
      ],
    });
  });

  it('is told in its channel even where there is none', () => {
    const { step, channel: where } = told([megan], { managers: new Map(), channel: channel('incidents') }, nobody);
    assert.deepEqual([step, where], ['level-1', 'incidents']);
  });

  it('leaves nobody out in silence: whoever is missing has a manager who is told, or a reason', () => {
    const people = [megan, adele, lynne, isaiah];
    const answers = fc.dictionary(
      fc.constantFrom(...people),
      fc.constantFrom<ManagerFound>(found(isaiah), { kind: 'none' }, { kind: 'unknown' }),
    );
    fc.assert(
      fc.property(fc.subarray(people), answers, (missing, given) => {
        const level = managers(...(Object.entries(given) as [PersonId, ManagerFound][]));
        const { managersOf = [], unmanaged = [] } = told(missing, level);
        assert.deepEqual([...managersOf, ...unmanaged.map(({ of }) => of)].toSorted(), missing.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
