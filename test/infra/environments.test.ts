import assert from 'node:assert/strict';
import { parseJson } from '../../bot/http/body.ts';
import { loadParser, parameterFiles, readInfra, readTemplate, type Parameter } from './bicep.ts';

const ENVIRONMENTS = ['dev', 'uat', 'prod'];
/** Passwords in URLs, keys and tokens: nothing in a parameter file looks like one. */
const SECRET = /:\/\/[^/]*:[^/]*@|\b[0-9a-f]{32,}\b|[A-Za-z0-9+/_~-]{40,}|(password|secret|token|sig)\s*=/i;

describe('the parameter files', () => {
  let parameters: readonly Parameter[] = [];

  before(async () => {
    await loadParser();
    ({ parameters } = readTemplate('main.bicep'));
  });

  it('are one for each environment', () => {
    assert.deepEqual(parameterFiles().toSorted(), ENVIRONMENTS.map((name) => `main.${name}.parameters.json`).sort());
    assert.deepEqual(parameters.find(({ name }) => name === 'environment')?.allowed, ENVIRONMENTS);
  });

  for (const environment of ENVIRONMENTS) {
    const file = `main.${environment}.parameters.json`;
    const given = read(file);

    it(`${file} gives what main.bicep asks, and nothing that it does not know`, () => {
      const unknown = [...given.keys()].filter((name) => parameters.every((parameter) => parameter.name !== name));
      const missing = parameters.filter(({ name, hasDefault, isSecure }) => !hasDefault && !isSecure && !given.has(name));
      assert.deepEqual([unknown, missing], [[], []]);
    });

    it(`${file} gives values of the right type, among those that are allowed`, () => {
      for (const parameter of parameters) {
        const value = given.get(parameter.name);
        if (value !== undefined) assert.ok(takes(parameter, value), `${parameter.name}: ${JSON.stringify(value)}`);
      }
      assert.equal(given.get('environment'), environment);
    });

    it(`${file} holds no secret`, () => {
      const secure = parameters.filter(({ isSecure }) => isSecure).map(({ name }) => name);
      assert.deepEqual(
        secure.filter((name) => given.has(name)),
        [],
      );
      for (const [name, value] of given) assert.doesNotMatch(JSON.stringify(value), SECRET, name);
    });
  }

  it('never put a private network under a plan that cannot join one, nor a probe under one that sleeps', () => {
    for (const environment of ENVIRONMENTS) {
      const given = read(`main.${environment}.parameters.json`);
      if (given.get('planSku') !== 'F1') continue;
      assert.deepEqual([given.get('privateNetwork'), given.get('probeLocations')], [false, undefined]);
    }
  });

  it('keep the production database off the internet, and its plan among those that have a staging slot', () => {
    const production = read('main.prod.parameters.json');
    assert.equal(production.get('privateNetwork'), true);
    assert.match(String(production.get('planSku')), /^[SP]\d/);
  });
});

function read(file: string): ReadonlyMap<string, unknown> {
  const body = parseJson(readInfra(file));
  assert.ok(isRecord(body) && isRecord(body['parameters']), file);
  return new Map(
    Object.entries(body['parameters']).map(([name, entry]) => [name, isRecord(entry) ? entry['value'] : undefined]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function takes({ type, allowed, mostLetters }: Parameter, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.length <= mostLetters && (allowed.length === 0 || allowed.includes(value));
    case 'int':
      return Number.isSafeInteger(value);
    case 'bool':
      return typeof value === 'boolean';
    default:
      return type === 'array' && Array.isArray(value);
  }
}
