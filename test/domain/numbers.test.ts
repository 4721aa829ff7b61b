import assert from 'node:assert/strict';
import { parseFindings, writeFindings } from '../../bot/domain/findings.ts';
import { readMinutes, readNumber, readPercentage } from '../../bot/domain/numbers.ts';

const none = undefined;

describe('a number that people write', () => {
  for (const [typed, number] of [
    ['412', 412],
    ['1,000', 1000],
    ['1 000 000', 1_000_000],
    ['1.000', 1000],
    ['1,00', none],
    ['1.000 or so', none],
    ['about 1.000', none],
    ['12.000', 12_000],
    ['1234.000', none],
    ['-1', none],
    ['4e3', none],
    ['1234567890', none],
  ] as const) {
    it(`"${typed}" is ${number ?? 'not read'}`, () => {
      assert.equal(readNumber(typed), number);
    });
  }
});

describe('a time that people write', () => {
  for (const [typed, minutes] of [
    ['30', 30],
    ['90 min', 90],
    ['1 h', 60],
    ['1h30', 90],
    ['1 h 30 min', 90],
    ['1:30', 90],
    ['24 h', 1440],
    ['25 h', none],
    ['1', 1],
    ['0', none],
    ['soon', none],
    ['', none],
  ] as const) {
    it(`"${typed}" is ${minutes ?? 'not read'}`, () => {
      assert.equal(readMinutes(typed), minutes);
    });
  }
});

describe('a percentage that people write', () => {
  for (const [typed, upTo, percent] of [
    ['91', 100, 91],
    ['91,5 %', 100, 91.5],
    ['100', 100, 100],
    ['91.25', 100, 91.25],
    ['101', 100, none],
    ['91 % or so', 100, none],
    ['about 91', 100, none],
    ['250%', 1000, 250],
    ['most', 100, none],
  ] as const) {
    it(`"${typed}" up to ${upTo} is ${percent ?? 'not read'}`, () => {
      assert.equal(readPercentage(typed, upTo), percent);
    });
  }
});

describe('what was found', () => {
  for (const [typed, written] of [
    ['none', ''],
    ['0', ''],
    ['2 low, 1 high', '1 high, 2 low'],
    ['3 Medium and 1 critical', '1 critical, 3 medium'],
    ['1 low 1 low', '2 low'],
    ['0 high', ''],
    ['2 bajas y 1 crítica', '1 critical, 2 low'],
    ['ninguna', ''],
    ['a few', none],
    ['2', none],
    [`1 low${' '.repeat(4_000)}`, '1 low'],
    ['1 low '.repeat(200), none],
  ] as const) {
    it(`"${typed.slice(0, 30)}" is ${written ?? 'not read'}`, () => {
      const findings = parseFindings(typed);
      assert.equal(findings && writeFindings(findings), written);
    });
  }
});
