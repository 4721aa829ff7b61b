import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, freePort } from '../support/program.ts';

/** Prometheus' Alertmanager, as Debian packs it, with one receiver that tells nobody. */
export interface Alertmanager {
  /** Takes one list of alerts a call. */
  readonly url: string;
  /** So many calls of one alert each. */
  readonly bodies: (alerts: number, rules: number) => readonly string[];
  readonly stop: () => Promise<void>;
}

const PROGRAM = 'prometheus-alertmanager';
const CONFIG = 'route: { receiver: nobody, group_by: [alertname] }\nreceivers: [{ name: nobody }]\n';

/** Where it is not installed, why there is none. */
export async function startAlertmanager(scratch: string): Promise<Alertmanager | string> {
  if (spawnSync(PROGRAM, ['--version']).status !== 0) return `${PROGRAM} is not installed`;
  const folder = mkdtempSync(path.join(scratch, 'alertmanager-'));
  writeFileSync(path.join(folder, 'config.yml'), CONFIG);
  const base = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(
    PROGRAM,
    [
      `--config.file=${folder}/config.yml`,
      `--storage.path=${folder}`,
      `--web.listen-address=${new URL(base).host}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  await eventually(async () => {
    if (!(await fetch(`${base}/-/ready`)).ok) throw new Error(`${PROGRAM} is not ready`);
  }, 20);
  return {
    url: `${base}/api/v2/alerts`,
    bodies: (alerts, rules) => Array.from({ length: alerts }, (_, n) => JSON.stringify([alertOf(n, rules)])),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

const alertOf = (n: number, rules: number) => ({
  labels: { alertname: `rule-${n % rules}`, severity: 'Sev2', resource: `app-${n}` },
  annotations: { description: 'Percentage CPU is above its limit.' },
  startsAt: new Date().toISOString(),
});
