import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stormAlert } from './alert-body.ts';
import { botAddress, demoSettings } from './settings.ts';

/** `npm run demo:storm` sends the demo 10,000 alerts of 200 rules within a minute; `-- --alerts 500 --seconds 5` fewer, faster. */

const { values } = parseArgs({
  options: {
    alerts: { type: 'string', default: '10000' },
    rules: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
  },
});
const [alerts, rules, seconds] = [values.alerts, values.rules, values.seconds].map((text) =>
  Math.max(1, Math.trunc(Number(text)) || 1),
);
process.exitCode = await storm(`${botAddress(demoSettings(process.env))}/api/alerts`, { alerts, rules, seconds });

interface Storm {
  readonly alerts: number | undefined;
  readonly rules: number | undefined;
  readonly seconds: number | undefined;
}

async function storm(address: string, { alerts = 10_000, rules = 200, seconds = 60 }: Storm): Promise<number> {
  const began = performance.now();
  const answers = new Map<string, number>();
  const running = new Set<Promise<void>>();
  for (let n = 0; n < alerts; n += 1) {
    const early = (n / alerts) * seconds * 1_000 - (performance.now() - began);
    if (early > 5) await wait(early);
    const sent = send(address, JSON.stringify(stormAlert(n, rules, new Date()))).then((answer) => {
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      running.delete(sent);
    });
    running.add(sent);
    if (running.size >= 64) await Promise.race(running);
  }
  await Promise.all(running);
  const took = (performance.now() - began) / 1_000;
  console.log(
    `Sent ${alerts} alerts of ${rules} rules in ${took.toFixed(1)} s. Answers: ${[...answers].map(([answer, n]) => `${n} × ${answer}`).join(', ')}.`,
  );
  if (answers.has('no answer')) {
    console.error(`Nobody answered at ${address} some of the time: start the demo first, with npm run demo.`);
    return 1;
  }
  console.log('Look at the channel incidents in the Playground: one card counts them, and what is most severe has its own.');
  return 0;
}

async function send(address: string, body: string): Promise<string> {
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await response.body?.cancel();
    return String(response.status);
  } catch {
    return 'no answer';
  }
}
