import type { Measure } from '../../domain/alert.ts';

/** What Azure measures a metric in, where its name does not say (learn.microsoft.com, "Supported metrics"). */
const UNITS: Readonly<Record<string, string>> = {
  'percentage cpu': '%',
  cpupercentage: '%',
  memorypercentage: '%',
  cpu_percent: '%',
  memory_percent: '%',
  storage_percent: '%',
  dtu_consumption_percent: '%',
  'availabilityresults/availabilitypercentage': '%',
  availability: '%',
  httpresponsetime: 's',
  averageresponsetime: 's',
  'requests/duration': 'ms',
  'dependencies/duration': 'ms',
  successserverlatency: 'ms',
  successe2elatency: 'ms',
};

/** Units that a body may name itself (learn.microsoft.com, "MetricUnit"); what is only counted has none. */
const NAMED: Readonly<Record<string, string>> = {
  percent: '%',
  bytes: 'B',
  seconds: 's',
  milliseconds: 'ms',
  count: '',
};

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A value as people write it: `91.5 %`, `1.2 s`, `3.4 GB`, `12,500`; what is no plain number stays as Azure wrote it. */
export function humanValue(value: string, of: Pick<Measure, 'name' | 'unit'>, locale: string): string {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return value;
  const number = Number(value);
  const unit = unitOf(of);
  if (unit === 'B') return sized(number, locale);
  if (unit === 'ms' && Math.abs(number) >= 1_000) return `${rounded(number / 1_000, locale)} s`;
  return unit === '' ? rounded(number, locale) : `${rounded(number, locale)} ${unit}`;
}

function unitOf({ name, unit = '' }: Pick<Measure, 'name' | 'unit'>): string {
  if (unit !== '') return NAMED[unit.toLowerCase()] ?? unit;
  const plain = name.toLowerCase();
  return UNITS[plain] ?? (/(percent|percentage)$/.test(plain) ? '%' : /bytes$/.test(plain) ? 'B' : '');
}

function sized(bytes: number, locale: string): string {
  const power =
    bytes === 0 ? 0 : Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(bytes)) / Math.log(1_024))));
  return `${rounded(bytes / 1_024 ** power, locale)} ${SIZES[power] ?? 'B'}`;
}

/** Two decimals at most; the first two digits that are not 0 of what is smaller. */
const rounded = (number: number, locale: string): string =>
  new Intl.NumberFormat(
    locale,
    Math.abs(number) >= 0.01 || number === 0 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 },
  ).format(number);
