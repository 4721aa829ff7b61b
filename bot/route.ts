import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { en } from './cards/words/en.ts';
import { readAlert } from './domain/alert-body.ts';
import { groupKeyOf, openGroup } from './domain/alert-group.ts';
import { isUrgent } from './domain/alert-look.ts';
import { escalationRoles } from './domain/levels.ts';
import { considered, routeOf } from './domain/alert-route.ts';
import { affectedBy } from './domain/correlation.ts';
import { groupId } from './domain/ids.ts';
import type { Policy } from './domain/policy.ts';
import { accept, refuse, type Result } from './domain/result.ts';
import { isTaken } from './flows/fold-alerts.ts';
import { readPolicy } from './policy/read.ts';
import { instant } from './domain/time.ts';

/** `npm run route -- alert.json [--policy file]`: where the cards of such an alert would go, who would be told, and why. */
async function explainRoute(args: readonly string[]): Promise<Result<string, readonly string[]>> {
  const typed = readArgs(args);
  if (!typed.ok) return typed;
  const body = readBody(typed.value.file);
  if (!body.ok) return body;
  const policy = await readPolicy(typed.value.policy);
  return policy.ok ? accept(linesOf(body.value, policy.value).join('\n')) : policy;
}

function readArgs(
  args: readonly string[],
): Result<{ readonly file: string; readonly policy: string | undefined }, readonly string[]> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { policy: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return refuse([en.route.usage]);
    return accept({ file, policy: values.policy });
  } catch (error) {
    return refuse([error instanceof Error ? error.message : en.route.usage]);
  }
}

function readBody(file: string): Result<unknown, readonly string[]> {
  try {
    return accept(JSON.parse(readFileSync(file, 'utf8')) as unknown);
  } catch {
    return refuse([en.route.unreadable(file)]);
  }
}

function linesOf(body: unknown, policy: Policy): readonly string[] {
  const now = instant(Date.now());
  const reading = readAlert(body, now, 'dry-run');
  const alert = { ...reading.alert, affects: affectedBy(reading, policy) };
  const words = en.route;
  if (!isTaken(alert, policy)) return [words.foreign];

  const routed = routeOf(alert, policy);
  const group = openGroup(groupId(1), alert, routed, now);
  const tried = considered(alert, policy).map(({ mismatches }, n) =>
    mismatches.length === 0
      ? words.fits(n + 1)
      : words.mismatch(n + 1, en.join.and(mismatches.map((one) => words.mismatches[one]))),
  );
  const wait = isUrgent(group) ? 0 : policy.alerts.waitSeconds;
  const after = alert.severity === undefined ? undefined : policy.alerts.escalateAfter.get(alert.severity);
  return [
    words.alert(alert.rule, alert.severity ?? en.alert.noSeverity),
    alert.affects === undefined ? words.affectsNothing : words.affects(alert.affects.service, alert.affects.environment),
    words.grouped(
      groupKeyOf(alert)
        .split('|')
        .filter((part) => part !== '')
        .join(' · '),
    ),
    ...tried,
    routed.by === undefined ? words.usual : words.chosen(routed.by + 1),
    words.to(en.join.and(routed.to)),
    routed.mention.length === 0 ? words.nobody : words.mention(en.join.and(routed.mention)),
    words.wait(wait),
    after === undefined ? words.noEscalation : words.escalates(after, en.join.and(escalationRoles(policy))),
  ];
}

const told = await explainRoute(process.argv.slice(2));
if (told.ok) process.stdout.write(`${told.value}\n`);
else process.stderr.write(`${told.problem.join('\n')}\n`);
process.exitCode = told.ok ? 0 : 1;
