import assert from 'node:assert/strict';
import { STARTS, copiedFrom, isStatedAnew, withTemplate } from '../../bot/domain/template.ts';
import { FIELDS } from '../../bot/domain/fields.ts';
import { planLike } from '../support/given.ts';

const template = {
  id: 'index',
  title: 'Add an index',
  services: [],
  answers: { summary: 'Adds an index.', riskLevel: 'medium' },
};
const policy = { templates: new Map([['index', template]]) };

describe('a template', () => {
  it('fills what is empty, or as the form began', () => {
    const answers = withTemplate({ ...STARTS, template: 'index', summary: ' ' }, policy);
    assert.deepEqual([answers.summary, answers.riskLevel], ['Adds an index.', 'medium']);
  });

  it('leaves what somebody wrote', () => {
    const answers = withTemplate({ template: 'index', summary: 'Mine', riskLevel: 'high' }, policy);
    assert.deepEqual([answers.summary, answers.riskLevel], ['Mine', 'high']);
  });

  it('that policy does not have fills nothing', () => {
    assert.deepEqual(withTemplate({ template: 'gone' }, policy), { template: 'gone' });
  });
});

describe('a copy', () => {
  it('brings no attestation, no proof and no window along', () => {
    const copied = copiedFrom(planLike());
    const anew = FIELDS.filter(({ id }) => isStatedAnew(id)).map(({ id }) => id);
    assert.ok(anew.length > 20);
    assert.deepEqual(
      anew.filter((id) => copied[id] !== STARTS[id]),
      [],
    );
    assert.equal(copied.title, 'Ledger checkout');
  });
});
