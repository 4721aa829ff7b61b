import assert from 'node:assert/strict';
import { versions } from '../../bot/policy/versions.ts';

describe('versions', () => {
  it('are semantic versions, written out', () => {
    for (const text of ['2.4.1', '0.0.1', '2.4.1-rc.1', '2.4.1+build.7', '10.20.30-alpha+1']) {
      assert.equal(versions.isVersion(text), true, text);
    }
    for (const text of ['v2.4.1', '=2.4.1', '2.4', ' 2.4.1', '2.4.1 ', '02.4.1', 'latest', '', '2.4.1.0']) {
      assert.equal(versions.isVersion(text), false, text);
    }
  });

  it('are newer by their numbers, and a release is newer than its candidates', () => {
    assert.equal(versions.isNewer('2.10.0', '2.9.9'), true);
    assert.equal(versions.isNewer('2.4.1', '2.4.1-rc.1'), true);
    assert.equal(versions.isNewer('2.4.1', '2.4.1'), false);
    assert.equal(versions.isNewer('2.4.1+7', '2.4.1'), false);
  });
});
