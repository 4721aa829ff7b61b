import assert from 'node:assert/strict';
import { createLog } from '../bot/log.ts';

describe('the log', () => {
  const written = (fields: Readonly<Record<string, unknown>>): string => {
    let lines = '';
    createLog('info', { write: (line) => (lines += line) }).info(fields, 'request');
    return lines;
  };

  it('is a line of JSON with a level, a time and a message', () => {
    const line = JSON.parse(written({ status: 200 })) as Record<string, unknown>;
    assert.deepEqual([line['msg'], line['status'], line['level']], ['request', 200, 30]);
    assert.match(String(line['time']), /^\d{4}-\d\d-\d\dT/);
  });

  it('takes out whatever could open a door, where it stands and two levels below', () => {
    for (const name of ['authorization', 'token', 'query', 'password', 'cookie']) {
      for (const fields of [
        { [name]: 'hush' },
        { headers: { [name]: 'hush' } },
        { request: { headers: { [name]: 'hush' } } },
      ]) {
        assert.doesNotMatch(written(fields), /hush/, name);
      }
    }
  });

  it('keeps quiet below its level', () => {
    let lines = '';
    createLog('error', { write: (line) => (lines += line) }).warn({}, 'careful');
    assert.equal(lines, '');
  });
});
